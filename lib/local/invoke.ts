// Calling a handler as Lambda does: with a context, and no longer than its time.
import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { FunctionDefinition } from '../functions.ts';

export type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** The function's time ended before the handler answered. */
export class FunctionTimeout extends Error {
  constructor(name: string, seconds: number) {
    super(`${name} did not answer within ${seconds} s`);
    this.name = 'FunctionTimeout';
  }
}

/** A function of the manifest with its handler loaded. */
export interface LoadedFunction {
  readonly definition: FunctionDefinition;
  readonly handler: Handler;
}

/** @throws {FunctionTimeout} and whatever the handler throws */
export async function invoke({ definition, handler }: LoadedFunction, event: unknown): Promise<unknown> {
  const { name, memoryMb, timeoutSeconds } = definition;
  const end = Date.now() + timeoutSeconds * 1_000;
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new FunctionTimeout(name, timeoutSeconds)), end - Date.now());
  try {
    return await Promise.race([handler(event, createContext(name, memoryMb, end)), timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function createContext(name: string, memoryMb: number, end: number): Context {
  const ignore = () => undefined;
  return {
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: false,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    logGroupName: `/local/${name}`,
    logStreamName: 'local',
    memoryLimitInMB: String(memoryMb),
    getRemainingTimeInMillis: () => Math.max(0, end - Date.now()),
    done: ignore,
    fail: ignore,
    succeed: ignore,
  };
}
