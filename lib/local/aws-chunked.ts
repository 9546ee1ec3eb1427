// The aws-chunked transfer encoding of S3 uploads, taken apart: `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n`, ended by
// a chunk of size 0 and trailers (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html).
import { Transform, type TransformCallback } from 'node:stream';

const HEADER_LIMIT = 4_096;

/** A transform from aws-chunked bytes to the bytes within; trailers are dropped. Fails on anything malformed. */
export function decodeAwsChunked(): Transform {
  let header: Buffer = Buffer.alloc(0);
  /** Bytes of the current chunk still to come, with its closing CRLF; -1 while its header is read. */
  let remaining = -1;
  let ended = false;

  return new Transform({
    transform(input: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      let data = input;
      while (data.length > 0 && !ended) {
        if (remaining < 0) {
          header = Buffer.concat([header, data]);
          const end = header.indexOf('\r\n');
          if (end < 0) {
            if (header.length > HEADER_LIMIT) return done(new Error('malformed aws-chunked header'));
            return done();
          }
          const line = header.toString('latin1', 0, end);
          const size = /^([0-9a-f]{1,12})(;|$)/i.exec(line)?.[1];
          if (size === undefined) return done(new Error('malformed aws-chunked header'));
          data = header.subarray(end + 2);
          header = Buffer.alloc(0);
          ended = Number.parseInt(size, 16) === 0;
          remaining = Number.parseInt(size, 16) + 2;
        } else {
          const content = Math.max(0, Math.min(data.length, remaining - 2));
          if (content > 0) this.push(data.subarray(0, content));
          const taken = Math.min(data.length, remaining);
          data = data.subarray(taken);
          remaining -= taken;
          if (remaining === 0) remaining = -1;
        }
      }
      done();
    },
    flush(done: TransformCallback) {
      done(ended ? null : new Error('aws-chunked body ended early'));
    },
  });
}
