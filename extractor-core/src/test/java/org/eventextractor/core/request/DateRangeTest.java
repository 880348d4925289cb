package org.eventextractor.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.core.request.RequestFixtures.accepted;
import static org.eventextractor.core.request.RequestFixtures.codes;
import static org.eventextractor.core.request.RequestFixtures.faults;
import static org.eventextractor.core.request.RequestFixtures.parse;
import static org.eventextractor.core.request.RequestFixtures.withRange;
import static org.eventextractor.core.request.RequestFixtures.withTopLevel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.plan.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateRangeTest {

    @ParameterizedTest
    @CsvSource({
        // a day of UTC, first to last nanosecond
        "2023-03-01, 2023-03-01, 2023-03-01T00:00:00Z, 2023-03-01T23:59:59.999999999Z",
        // a range ending at midnight holds that moment and no other of the day
        "2022-11-25T00:00:00Z, 2022-11-29T00:00:00Z, 2022-11-25T00:00:00Z, 2022-11-29T00:00:00Z",
        // leap days, of a year divisible by 4 and by 400
        "2020-02-29, 2020-02-29, 2020-02-29T00:00:00Z, 2020-02-29T23:59:59.999999999Z",
        "2020-02-28, 2020-03-01, 2020-02-28T00:00:00Z, 2020-03-01T23:59:59.999999999Z",
        // across a year
        "2022-12-31T23:59:59.999Z, 2023-01-01, 2022-12-31T23:59:59.999Z, 2023-01-01T23:59:59.999999999Z",
        // offsets move the day
        "2023-01-01T00:30:00+01:00, 2023-01-01T00:30:00-01:00, 2022-12-31T23:30:00Z, 2023-01-01T01:30:00Z",
        // seconds left out, and given to the nanosecond
        "2023-03-01T10:15Z, 2023-03-01T10:15:00.000000001Z, 2023-03-01T10:15:00Z, 2023-03-01T10:15:00.000000001Z",
        // one moment
        "2023-03-01T10:15:00Z, 2023-03-01T11:15:00+01:00, 2023-03-01T10:15:00Z, 2023-03-01T10:15:00Z",
    })
    void aRangeHoldsBothItsEnds(String start, String end, Instant first, Instant last) {
        assertThat(accepted(parse(withRange(start, end))).range()).isEqualTo(new TimeRange(first, last));
    }

    @Test
    void aRangeWithoutAnEndEndsWhenTheRequestArrived() {
        String document = withTopLevel("").replace(", \"endTimestamp\": \"2023-03-01\"", "");

        assertThat(accepted(parse(document)).range().end()).isEqualTo(RequestFixtures.RECEIVED);
    }

    @Test
    void theLongestRangeIsAcceptedAndANanosecondMoreIsNot() {
        Instant start = Instant.parse("2013-08-24T00:00:00Z");
        Instant longest = start.plusSeconds(3_660L * 86_400);

        assertThat(parse(withRange(start.toString(), longest.toString()))).isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(codes(faults(
                        parse(withRange(start.toString(), longest.plusNanos(1).toString())))))
                .containsExactly("rangeTooLong");
    }

    @Test
    void eventTypesAndDaysTogetherAreBounded() {
        List<String> types =
                IntStream.rangeClosed(1, 28).mapToObj(i -> "type_" + i).toList();
        String longest = withRange("2013-08-24T00:00:00Z", "2023-08-31T23:59:59Z");

        assertThat(parseWith(types, ofTypes(longest, types.subList(0, 27))))
                .isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(faults(parseWith(types, ofTypes(longest, types))))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/criteria");
                    assertThat(fault.code()).isEqualTo("tooManyFolders");
                    assertThat(fault.message())
                            .isEqualTo("the request asks for 102,480 folders: 28 event types on each of 3,660 days");
                    assertThat(fault.suggestion()).contains("100,000");
                });
    }

    /** @param types all the catalogue has */
    private static RequestOutcome parseWith(List<String> types, String document) {
        RequestPolicy policy = RequestFixtures.policyWith(new Catalogue(
                types.stream().map(name -> EventTypes.daily(name, 0)).toList()));
        return new RequestParser(policy, RequestFixtures.userFile())
                .parse(
                        RequestFixtures.REQUEST_KEY,
                        document.getBytes(StandardCharsets.UTF_8),
                        RequestFixtures.RECEIVED);
    }

    private static String ofTypes(String document, List<String> types) {
        return document.replace("\"started_session\"", "\"" + String.join("\", \"", types) + "\"");
    }

    @Test
    void aRangeOfTwoHundredYearsIsRefusedWithItsDays() {
        assertThat(faults(parse(withRange("1823-01-01", "2022-12-31"))).get(0).message())
                .contains("73048 days");
    }

    @Test
    void aReversedRangeShowsBothEnds() {
        Fault fault =
                faults(parse(withRange("2023-03-02", "2023-03-01T10:00:00Z"))).get(0);

        assertThat(fault.pointer()).isEqualTo("/criteria/dateRange");
        assertThat(fault.message()).contains("2023-03-01T10:00:00Z").contains("2023-03-02T00:00:00Z");
    }

    @Test
    void aTimeWithoutAnOffsetIsAnsweredWithTheSameTimeInUtc() {
        assertThat(faults(parse(withRange("2023-03-01T10:00:00", "2023-03-02")))
                        .get(0)
                        .suggestion())
                .contains("\"2023-03-01T10:00:00Z\"");
    }

    @Test
    void aRangeThatStartsWhenTheRequestArrivedIsAcceptedAndOneThatStartsLaterIsNot() {
        String late = "2023-12-31";

        assertThat(parse(withRange("2023-09-01T12:00:00Z", late))).isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(codes(faults(parse(withRange("2023-09-01T12:00:00.000000001Z", late)))))
                .containsExactly("rangeInFuture");
    }

    @Test
    void aRangeThatEndsInTheFutureIsAcceptedWithAWarning() {
        RequestOutcome outcome = parse(withRange("2023-08-01", "2023-09-01"));

        assertThat(accepted(outcome).range().end()).isEqualTo(Instant.parse("2023-09-01T23:59:59.999999999Z"));
        assertThat(codes(outcome.warnings())).containsExactly("endInFuture");
    }

    @Test
    void theTwentyNinthOfFebruaryOfACommonYearIsNoDay() {
        assertThat(faults(parse(withRange("2023-02-29", "2023-03-01"))).get(0).message())
                .contains("2023-02-29");
        assertThat(codes(faults(parse(withRange("1900-02-29", "2023-03-01"))))).containsExactly("invalidTimestamp");
    }

    @Test
    void bothBadEndsAreTold() {
        assertThat(faults(parse(withRange("then", "2023-03-01T00:00"))))
                .extracting(Fault::pointer)
                .containsExactly("/criteria/dateRange/startTimestamp", "/criteria/dateRange/endTimestamp");
    }
}
