/** Measurements of the extractor beside its peers, and of its inner parts beside their controls. */
package org.eventextractor.benchmarks;
