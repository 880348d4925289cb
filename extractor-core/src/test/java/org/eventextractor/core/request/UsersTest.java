package org.eventextractor.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eventextractor.core.request.RequestFixtures.RECEIVED;
import static org.eventextractor.core.request.RequestFixtures.REQUEST_KEY;
import static org.eventextractor.core.request.RequestFixtures.USER_A;
import static org.eventextractor.core.request.RequestFixtures.USER_B;
import static org.eventextractor.core.request.RequestFixtures.accepted;
import static org.eventextractor.core.request.RequestFixtures.codes;
import static org.eventextractor.core.request.RequestFixtures.faults;
import static org.eventextractor.core.request.RequestFixtures.parse;
import static org.eventextractor.core.request.RequestFixtures.policyAllowing;
import static org.eventextractor.core.request.RequestFixtures.withTopLevel;
import static org.eventextractor.core.request.RequestFixtures.withUserFile;
import static org.eventextractor.core.request.RequestFixtures.withUsers;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {

    private static final String FILE = "s3://requests/study/a/users.csv";
    private static final UUID A = UUID.fromString(USER_A);
    private static final UUID B = UUID.fromString(USER_B);

    @Test
    void usersNamedTwiceInEitherLetterCaseAreCountedOnceWithAWarning() {
        RequestOutcome outcome = parse(withUsers(quoted(USER_B, USER_A, USER_B.toUpperCase(Locale.ROOT), USER_B)));

        assertThat(accepted(outcome).users().users()).containsExactly(A, B);
        assertThat(outcome.warnings().get(0).message()).startsWith("2 of the users");
    }

    @Test
    void usersLeftOutMeansEveryoneWhereTheDeploymentAllowsIt() {
        String document = withTopLevel("").replace(", \"userUUIDs\": [\"" + USER_A + "\"]", "");

        assertThat(accepted(parseWith(policyAllowing(true, 5), document))
                        .users()
                        .all())
                .isTrue();
        assertThat(codes(faults(parse(document)))).containsExactly("allUsersNotAllowed");
    }

    @Test
    void anEmptyListIsRefusedEvenWhereEveryoneIsAllowed() {
        assertThat(codes(faults(parseWith(policyAllowing(true, 5), withUsers("[]")))))
                .containsExactly("emptyList");
    }

    @Test
    void aListThatIsNullIsRefusedEvenWhereEveryoneIsAllowed() {
        assertThat(codes(faults(parseWith(policyAllowing(true, 5), withUsers("null")))))
                .containsExactly("nullValue");
    }

    @Test
    void everyBadUuidIsNamedByItsPlace() {
        List<Fault> faults = faults(parse(withUsers(quoted("nobody", USER_A, "1-1-1-1-1"))));

        assertThat(faults).extracting(Fault::pointer).containsExactly("/criteria/userUUIDs/0", "/criteria/userUUIDs/2");
        assertThat(faults.get(1).message()).isEqualTo("\"1-1-1-1-1\" is not a UUID");
    }

    @Test
    void ofAThousandBadUuidsAHundredAreNamedAndTheOthersCounted() {
        String users =
                IntStream.range(0, 1_000).mapToObj(i -> "\"bad" + i + "\"").collect(Collectors.joining(","));

        List<Fault> faults = faults(parse(withUsers("[" + users + "]")));

        assertThat(faults).hasSize(101);
        assertThat(faults.get(99).pointer()).isEqualTo("/criteria/userUUIDs/99");
        assertThat(faults.get(100).pointer()).isEqualTo("/criteria/userUUIDs");
        assertThat(faults.get(100).message()).startsWith("900 more faults of this kind, 1,000 in all");
    }

    @Test
    void asManyUsersAsAllowedAreAcceptedAndOneMoreIsNot() {
        assertThat(parse(withUsers(random(5, 1)))).isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(faults(parse(withUsers(random(6, 1)))).get(0).message()).startsWith("6 users");
    }

    @Test
    void repetitionsDoNotCountAgainstTheBound() {
        String users = random(5, 2);
        String twice = "[" + inner(users) + "," + inner(users) + "]";

        assertThat(accepted(parse(withUsers(twice))).users().users()).hasSize(5);
    }

    @Test
    void aHundredThousandUsersTakeLessThanASecondOfOneProcessor() {
        RequestParser parser = new RequestParser(policyAllowing(false, 1_000_000), RequestFixtures.userFile());
        byte[] document = withUsers(random(100_000, 3)).getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();

        long start = threads.getCurrentThreadCpuTime();
        RequestOutcome outcome = parser.parse(REQUEST_KEY, document, RECEIVED);
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

        assertThat(accepted(outcome).users().users()).hasSize(100_000);
        assertThat(taken).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A\nB",
                "A\r\nB\r\n",
                "\uFEFFA\nB\n",
                "user_uuid\nA\nB\n",
                "\uFEFF\"userUUID\",name\r\n\"A\",\"x, y\"\r\n\"B\",\r\n",
                "UUID;role\nA;student\n\nB;teacher\n",
                " A \n\n  B",
                "A\tx\nB\ty\n",
            })
    void aFileOfUsersIsReadHoweverItWasSaved(String shape) {
        String file = shape.replace("A", USER_A).replace("B", USER_B);

        assertThat(accepted(parseFile(file)).users().users()).containsExactly(A, B);
    }

    @Test
    void aBadLineOfAFileIsNamedByItsNumberAndNeverShown() {
        List<Fault> faults = faults(parseFile("user_uuid\n" + USER_A + "\n\npassword=hunter2\n"));

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).pointer()).isEqualTo("/criteria/userUUIDsS3URL");
        assertThat(faults.get(0).message()).contains("line 4").doesNotContain("hunter2");
    }

    @Test
    void aFirstLineThatIsNeitherAUuidNorAHeaderIsAFault() {
        assertThat(codes(faults(parseFile(USER_A.substring(1) + "\n" + USER_B))))
                .containsExactly("invalidUuid");
    }

    @Test
    void aFileOfAHundredThousandBadLinesIsABoundedAnswer() {
        assertThat(faults(parseFile("x\n".repeat(100_000)))).hasSize(101);
    }

    @Test
    void repetitionsInAFileAreCounted() {
        RequestOutcome outcome = parseFile(USER_A + "\n" + USER_A + "\n");

        assertThat(accepted(outcome).users().users()).containsExactly(A);
        assertThat(codes(outcome.warnings())).containsExactly("duplicateUsers");
    }

    @Test
    void aFileOfAnotherBucketIsNeverRead() {
        UserFile untouchable = uri -> {
            throw new AssertionError("read " + uri);
        };
        RequestParser parser = new RequestParser(RequestFixtures.policy(), untouchable);

        for (String url : List.of("s3://other/users.csv", "s3://requests", "s3://requests/", "file:/etc/passwd")) {
            assertThat(codes(faults(
                            parser.parse(REQUEST_KEY, withUserFile(url).getBytes(StandardCharsets.UTF_8), RECEIVED))))
                    .containsExactly("foreignBucket");
        }
    }

    @Test
    void aFileOfAnotherProjectIsNeverRead() {
        UserFile untouchable = uri -> {
            throw new AssertionError("read " + uri);
        };
        RequestParser parser = new RequestParser(RequestFixtures.policy(), untouchable);

        for (String key : List.of("study/b/users.csv", "study/ab/users.csv", "users.csv", "other/study/a/users.csv")) {
            byte[] document = withUserFile("s3://requests/" + key).getBytes(StandardCharsets.UTF_8);
            assertThat(codes(faults(parser.parse(REQUEST_KEY, document, RECEIVED))))
                    .containsExactly("foreignFolder");
        }
    }

    @Test
    void aUrlThatIsNoneIsAnsweredByOneInTheFolderOfTheRequest() {
        byte[] document = withUserFile("users.csv").getBytes(StandardCharsets.UTF_8);

        Map<String, String> wanted = Map.of(
                "wave/2/my_request.json",
                "s3://requests/wave/2/users.csv",
                "my_request.json",
                "s3://requests/users.csv");

        wanted.forEach((key, url) -> assertThat(faults(
                        new RequestParser(RequestFixtures.policy(), uri -> new byte[0]).parse(key, document, RECEIVED)))
                .extracting(Fault::suggestion)
                .containsExactly("Write it as " + url + "."));
    }

    @Test
    void aFileLiesInTheFolderOfTheRequestOrAboveOrBelowIt() {
        RequestParser parser =
                new RequestParser(RequestFixtures.policy(), uri -> USER_A.getBytes(StandardCharsets.UTF_8));

        for (String key : List.of("study/a/users.csv", "study/a/wave/1/users.txt", "study/users.csv")) {
            byte[] document = withUserFile("s3://requests/" + key).getBytes(StandardCharsets.UTF_8);
            assertThat(accepted(parser.parse(REQUEST_KEY, document, RECEIVED))
                            .users()
                            .users())
                    .containsExactly(A);
        }
        byte[] atTheTop = withUserFile("s3://requests/users.csv").getBytes(StandardCharsets.UTF_8);
        assertThat(accepted(parser.parse("my_request.json", atTheTop, RECEIVED))
                        .users()
                        .users())
                .containsExactly(A);
    }

    @Test
    void aFileBelowTheFolderOfTheRequestsIsReadFromThere() {
        RequestPolicy policy = RequestFixtures.policy();
        RequestPolicy local = new RequestPolicy(
                policy.catalogue(),
                policy.eventLocations(),
                false,
                10_000,
                5,
                StorageUri.parse("file:/data/requests"),
                policy.callbackPolicy());
        UserFile file = uri -> {
            assertThat(uri.key()).isEqualTo("study/users.csv");
            return USER_A.getBytes(StandardCharsets.UTF_8);
        };
        RequestParser parser = new RequestParser(local, file);

        byte[] below = withUserFile("file:/data/requests/study/users.csv").getBytes(StandardCharsets.UTF_8);
        assertThat(accepted(parser.parse(REQUEST_KEY, below, RECEIVED)).users().users())
                .containsExactly(A);
        byte[] above = withUserFile("file:/data/requests/../users.csv").getBytes(StandardCharsets.UTF_8);
        assertThat(codes(faults(parser.parse(REQUEST_KEY, above, RECEIVED)))).containsExactly("foreignBucket");
    }

    @Test
    void aFileThatIsTooLargeIsToldAsSuch() {
        RequestOutcome outcome = parseWith(uri -> {
            throw new StorageException(StorageException.Kind.TOO_LARGE, "too large");
        });

        assertThat(faults(outcome).get(0).message()).isEqualTo(FILE + " is too large");
    }

    @Test
    void aStoreThatDoesNotAnswerIsNoFaultOfTheRequest() {
        assertThatThrownBy(() -> parseWith(uri -> {
                    throw new StorageException(StorageException.Kind.UNAVAILABLE, "no answer");
                }))
                .isInstanceOf(StorageException.class);
    }

    private static RequestOutcome parseFile(String text) {
        return parseWith(uri -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestOutcome parseWith(UserFile file) {
        return new RequestParser(RequestFixtures.policy(), file)
                .parse(REQUEST_KEY, withUserFile(FILE).getBytes(StandardCharsets.UTF_8), RECEIVED);
    }

    private static RequestOutcome parseWith(RequestPolicy policy, String document) {
        return new RequestParser(policy, RequestFixtures.userFile())
                .parse(REQUEST_KEY, document.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }

    private static String quoted(String... users) {
        return Stream.of(users).collect(Collectors.joining("\", \"", "[\"", "\"]"));
    }

    private static String random(int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> "\"" + new UUID(random.nextLong(), random.nextLong()) + "\"")
                .limit(count)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String inner(String list) {
        return list.substring(1, list.length() - 1);
    }
}
