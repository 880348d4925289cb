/** What is measured: the works, and who does them. */
package org.eventextractor.benchmarks.work;
