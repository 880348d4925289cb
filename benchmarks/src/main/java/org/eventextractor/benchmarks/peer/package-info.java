/** What others make of the same work, each a process of its own: {@code PeerWork} says what its arguments are. */
package org.eventextractor.benchmarks.peer;
