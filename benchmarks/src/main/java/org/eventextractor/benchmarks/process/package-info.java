/** Runs a contender as a process of its own, from start to exit, and measures it from outside. */
package org.eventextractor.benchmarks.process;
