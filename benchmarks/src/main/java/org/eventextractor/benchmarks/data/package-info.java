/** The data that all contenders read: made from a seed, cached, in the layout of the real bucket. */
package org.eventextractor.benchmarks.data;
