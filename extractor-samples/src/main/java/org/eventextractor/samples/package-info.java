/**
 * Sample events in the real layout and with the real schemas, made from a seed, with the known answer to any request.
 *
 * <pre>{@code
 * SampleSpec spec = SampleSpec.of(42, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2023-03-01"), 4)
 *         .withUsers(1_000, 10);
 * SampleEvents events = new SampleEvents(spec);
 * events.writeTo(store, "prod");
 * byte[] request = SampleRequest.of(spec).toJson();
 * Set<SampleEvent> answer = events.expected(spec.wanted(), spec.range()).collect(toSet());
 * }</pre>
 */
package org.eventextractor.samples;
