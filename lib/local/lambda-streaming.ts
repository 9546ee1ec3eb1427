// What Lambda's Node runtime offers to functions that stream their answers (the global `awslambda`), for functions that
// run on this machine. https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
import { PassThrough, type Readable } from 'node:stream';
import type { Context, StreamifyHandler } from 'aws-lambda';

/** Status and headers, which a function gives before the first byte. */
export interface AnswerHead {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a streaming function answers: its body may still be written. */
export interface StreamedAnswer extends AnswerHead {
  readonly body: Readable;
}

class AnswerStream extends PassThrough {
  readonly head = Promise.withResolvers<AnswerHead>();
}

/** Turns `handler` into one that answers as soon as it has begun its answer. A fault after that breaks the body off. */
function streamifyResponse(handler: StreamifyHandler) {
  return async (event: unknown, context: Context): Promise<StreamedAnswer> => {
    const stream = new AnswerStream();
    const ended = (async () => handler(event, stream as never, context))();
    ended.then(
      () => stream.head.reject(new Error('The function ended without an answer.')),
      (error: unknown) => {
        stream.head.reject(error);
        stream.destroy(error as Error);
      },
    );
    return { ...(await stream.head.promise), body: stream };
  };
}

const HttpResponseStream = {
  from(stream: AnswerStream, head: AnswerHead): AnswerStream {
    stream.head.resolve(head);
    return stream;
  },
};

/** Has to be done before a function is loaded. */
export function provideStreaming(): void {
  Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream } });
}
