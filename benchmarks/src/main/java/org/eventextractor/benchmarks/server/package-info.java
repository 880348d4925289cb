/**
 * A stand-in for S3, far enough for measurements: it lists and serves objects over TLS, after the latency, with the
 * faults and at the bandwidth it is told, and counts what it is asked for.
 */
package org.eventextractor.benchmarks.server;
