package io.jenkins.lib.containergate.ecs.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.iam.IamLookups;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CloudSurveyTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/";
    private static final CloudRules<TaskDefinition> ROLES =
            CloudTaskRules.all().only(rule -> rule.id().value().equals("task-role-least-privilege"));

    /** The others wait for it: they may need the same. */
    private static final String FIRST = "0";

    private final Deadline deadline = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());

    /** IAM of which only roles are asked. */
    private interface Roles extends IamLookups {
        @Override
        default Lookup<List<Arn>> profileRoles(String profile, Deadline deadline) {
            throw new AssertionError("nobody asked for instance profiles");
        }
    }

    private static Lookup<IamRole> found(Arn role) {
        return new Lookup.Answered<>(new IamRole(role, "{}", List.of(), Optional.empty()));
    }

    /** Each with the role of its number. */
    private static List<TaskDefinition> tasks(int... roles) throws GateException {
        List<TaskDefinition> tasks = new ArrayList<>();
        for (int role : roles) {
            tasks.addAll(new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                    .read(
                            "task.json",
                            ("{\"family\": \"shop\", \"taskRoleArn\": \"" + ROLE + role
                                            + "\", \"containerDefinitions\": [{\"name\": \"web\"}]}")
                                    .getBytes(StandardCharsets.UTF_8)));
        }
        return tasks;
    }

    private static List<Lookup<IamRole>> answers(List<CloudFacts<TaskDefinition>> facts) {
        return facts.stream()
                .map(each -> each.answer(new RoleQuestion(RoleQuestion.Kind.TASK)))
                .toList();
    }

    private static List<CloudFacts<TaskDefinition>> about(
            CloudSurvey survey, List<TaskDefinition> tasks, MissingAnswers missing) throws InterruptedException {
        List<CloudSurvey.Inquiry<TaskDefinition>> all =
                tasks.stream().map(task -> survey.about(task, ROLES)).toList();
        survey.ask(all);
        return all.stream().map(each -> each.facts(missing)).toList();
    }

    @Test
    void asManyQuestionsAsMayBeAreAskedAtOnceAndNoMore() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Roles iam = (role, end) -> {
            if (role.name().equals(FIRST)) {
                return found(role);
            }
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                together.await(2, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new AssertionError("questions wait for one another", e);
            }
            now.decrementAndGet();
            return found(role);
        };
        CloudSurvey survey = CloudSurvey.of(TestLookups.of(iam), 3, deadline);
        assertThat(about(survey, tasks(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), MissingAnswers.ASKED))
                .hasSize(10);
        assertThat(most).hasValue(3);
    }

    @Test
    void answersBelongToTheirDefinitionsInWhicheverOrderTheyArrive() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        Roles iam = (role, end) -> {
            if (role.name().equals("1")) {
                assertThat(second.await(2, TimeUnit.MINUTES)).isTrue();
            } else if (role.name().equals("2")) {
                second.countDown();
            }
            return role.name().equals("2") ? new Lookup.Denied<>("iam:GetRole") : found(role);
        };
        CloudSurvey survey = CloudSurvey.of(TestLookups.of(iam), 2, deadline);
        assertThat(answers(about(survey, tasks(0, 1, 2, 3), MissingAnswers.ASKED)))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .isEqualTo(found(Arn.of(ROLE + FIRST).orElseThrow())),
                        first -> assertThat(first)
                                .isEqualTo(found(Arn.of(ROLE + 1).orElseThrow())),
                        denied -> assertThat(denied).isEqualTo(new Lookup.Denied<>("iam:GetRole")),
                        third -> assertThat(third)
                                .isEqualTo(found(Arn.of(ROLE + 3).orElseThrow())));
    }

    @Test
    void whatManyDefinitionsNeedIsAskedForOnce() throws Exception {
        List<Arn> asked = new CopyOnWriteArrayList<>();
        Roles iam = (role, end) -> {
            asked.add(role);
            return found(role);
        };
        CloudSurvey survey = CloudSurvey.of(TestLookups.of(iam), 4, deadline);
        about(survey, tasks(1, 2, 1, 2, 1, 2, 1), MissingAnswers.ASKED);
        about(survey, tasks(2, 1), MissingAnswers.ASKED);
        assertThat(asked).extracting(Arn::name).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void questionsThatNeedOneSlowAnswerDoNotKeepOthersFromBeingAsked() throws Exception {
        CountDownLatch others = new CountDownLatch(3);
        EcsLookups ecs = (EcsLookups) Proxy.newProxyInstance(
                EcsLookups.class.getClassLoader(), new Class<?>[] {EcsLookups.class}, (proxy, method, arguments) -> {
                    assertThat(others.await(2, TimeUnit.MINUTES)).isTrue();
                    return new Lookup.Answered<>(Map.of());
                });
        Roles iam = (role, end) -> {
            others.countDown();
            return found(role);
        };
        CloudRules<TaskDefinition> rules = CloudTaskRules.all()
                .only(rule -> Set.of("task-role-least-privilege", "task-role-not-shared")
                        .contains(rule.id().value()));
        CloudSurvey survey = CloudSurvey.of(TestLookups.of(iam, ecs), 2, deadline);
        survey.ask(
                tasks(1, 2, 3).stream().map(task -> survey.about(task, rules)).toList());
        assertThat(others.getCount()).isZero();
    }

    @Test
    void whatTheDeadlineLeavesNoTimeForIsAFailureAndTheRestIsAnswered() throws Exception {
        Roles iam = (role, end) -> {
            if (role.name().equals("2")) {
                throw new DeadlineExceededException("asking AWS about the role", Duration.ofMinutes(1));
            }
            return found(role);
        };
        CloudSurvey survey = CloudSurvey.of(TestLookups.of(iam), 2, deadline);
        assertThat(answers(about(survey, tasks(1, 2, 3), MissingAnswers.OPTIONAL)))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Lookup.Answered.class),
                        late -> assertThat(late).isInstanceOf(Lookup.Failed.class),
                        third -> assertThat(third).isInstanceOf(Lookup.Answered.class));
    }

    @Test
    void nothingIsAskedAfterTheDeadline() throws Exception {
        Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        Roles iam = (role, end) -> {
            end.check("asking AWS about " + role);
            return found(role);
        };
        CloudSurvey survey = CloudSurvey.of(TestLookups.of(iam), 2, Deadline.after(Duration.ZERO, stopped));
        assertThat(answers(about(survey, tasks(1, 2, 3), MissingAnswers.OPTIONAL)))
                .allSatisfy(each -> assertThat(each).isInstanceOf(Lookup.Failed.class));
    }

    @Test
    void anInterruptEndsAllQuestions() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        List<Arn> ended = new CopyOnWriteArrayList<>();
        Roles iam = (role, end) -> {
            if (role.name().equals(FIRST)) {
                return found(role);
            }
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.add(role);
            }
            return found(role);
        };
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<TaskDefinition> tasks = tasks(0, 1, 2, 3, 4, 5);
        CloudSurvey survey = CloudSurvey.of(TestLookups.of(iam), 2, deadline);
        Thread build = new Thread(() -> thrown.set(catchThrowable(() -> about(survey, tasks, MissingAnswers.ASKED))));
        build.start();
        assertThat(asked.await(2, TimeUnit.MINUTES)).isTrue();
        build.interrupt();
        build.join(120_000);
        assertThat(build.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(ended).hasSize(2);
    }

    @Test
    void aFaultOfTheProgramIsNoAnswer() throws Exception {
        Roles iam = (role, end) -> {
            throw new IllegalArgumentException("not foreseen");
        };
        CloudSurvey survey = CloudSurvey.of(TestLookups.of(iam), 2, deadline);
        List<TaskDefinition> tasks = tasks(1, 2);
        assertThatThrownBy(() -> about(survey, tasks, MissingAnswers.ASKED)).isInstanceOf(IllegalStateException.class);
    }
}
