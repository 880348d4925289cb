/**
 * Cheap reading of many small S3 objects: the HTTP client and the signer of the AWS Common Runtime, driven directly.
 *
 * <p>{@link org.eventextractor.core.storage.crt.CrtObjectReader} is the way in. A read ({@code ObjectRead}) passes the
 * {@code DepthGate}, is signed ({@code RequestSigner}), sent over a pooled connection ({@code HttpTransport}, {@code
 * Exchange}) and judged ({@code AnswerJudge}), until it is done or the {@code ReadPolicy} ends it.
 */
@NullMarked
package org.eventextractor.core.storage.crt;

import org.jspecify.annotations.NullMarked;
