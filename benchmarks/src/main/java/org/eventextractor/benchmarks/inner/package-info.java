/** JMH benchmarks of the inner parts, each beside its controls. */
package org.eventextractor.benchmarks.inner;
