package org.eventextractor.s3;

/** Told of every object after its write succeeded, in the thread that wrote it: it must not block nor throw. */
@FunctionalInterface
public interface ObjectCreatedListener {
    void objectCreated(ObjectCreated event);
}
