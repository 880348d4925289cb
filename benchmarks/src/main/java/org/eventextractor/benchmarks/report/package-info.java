/** What was measured: a table for people and {@code report.json} for programs. */
package org.eventextractor.benchmarks.report;
