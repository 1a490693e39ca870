package io.jenkins.lib.containergate.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.console.ConsoleReport;
import io.jenkins.lib.containergate.report.console.ConsoleStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Entry point of the function. It answers {@code SUCCEEDED} after a verdict that passed. When its time is about to run out
 * before there is a verdict, it answers {@code IN_PROGRESS}, so that ECS invokes it again, a few times. Whatever else happens,
 * it answers {@code FAILED}, which rolls the deployment back: also when memory runs out.
 */
public final class AdmissionHandler implements RequestStreamHandler {
    private static final int MAX_EVENT = 512 << 10;
    /** Enough to write the answer before Lambda ends the invocation. */
    private static final Duration ANSWERING = Duration.ofSeconds(3);

    private final Judgement judge;
    private final Clock clock;

    /** Judges what an event names; whatever it throws is no pass. */
    @FunctionalInterface
    interface Judgement {
        Verdict judge(HookEvent event, Deadline deadline) throws GateException, IOException, InterruptedException;
    }

    /** With the environment of the function. */
    public AdmissionHandler() {
        this(
                new RevisionJudge(
                        System.getenv(),
                        Path.of(System.getenv().getOrDefault("LAMBDA_TASK_ROOT", ".")),
                        Path.of(System.getProperty("java.io.tmpdir")),
                        Clock.systemUTC())::judge,
                Clock.systemUTC());
    }

    AdmissionHandler(Judgement judge, Clock clock) {
        this.judge = judge;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        HookAnswer answer = HookAnswer.FAILED;
        try {
            answer = decide(in.readNBytes(MAX_EVENT), context);
        } catch (GateException e) {
            log(context, "FAILED: " + explained(e));
        } catch (Throwable e) { // also an OutOfMemoryError: an invocation without an answer says less than FAILED
            log(context, "FAILED: " + e.getClass().getSimpleName());
        }
        out.write(answer.bytes());
    }

    private HookAnswer decide(byte[] bytes, Context context) throws GateException, InterruptedException {
        HookEvent event = HookEvent.parse(bytes);
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(ANSWERING);
        Deadline deadline = Deadline.after(left.isNegative() ? Duration.ZERO : left, clock);
        FutureTask<HookAnswer> judging = new FutureTask<>(() -> judged(event, deadline, context));
        Thread thread = new Thread(judging, "judgement");
        thread.setDaemon(true);
        thread.start();
        try {
            return judging.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return outOfTime(event, context);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeadlineExceededException) {
                return outOfTime(event, context);
            }
            log(context, "FAILED: " + explained(e.getCause()));
        } finally {
            judging.cancel(true);
        }
        return HookAnswer.FAILED;
    }

    private static HookAnswer outOfTime(HookEvent event, Context context) {
        HookAnswer answer = HookAnswer.after(event.attempt());
        log(
                context,
                answer.status() + ": there is no time left for a verdict on " + event.revision() + " (attempt "
                        + event.attempt() + " of " + HookAnswer.ATTEMPTS + "); give the function more (Timeout)");
        return answer;
    }

    private HookAnswer judged(HookEvent event, Deadline deadline, Context context)
            throws GateException, IOException, InterruptedException {
        Verdict verdict = judge.judge(event, deadline);
        StringBuilder text = new StringBuilder();
        new ConsoleReport(ConsoleStyle.PLAIN, ConsoleReport.UNLIMITED).print(verdict, text);
        log(context, text.toString());
        if (verdict.outcome() == Outcome.ERROR && deadline.remaining().isZero()) {
            return outOfTime(event, context);
        }
        HookAnswer answer = verdict.outcome().passed() ? HookAnswer.SUCCEEDED : HookAnswer.FAILED;
        log(
                context,
                answer.status() + ": " + event.revision()
                        + event.stage().map(stage -> " in " + stage).orElse("") + ", decided by "
                        + context.getInvokedFunctionArn() + " under the policy "
                        + verdict.policy().digest());
        return answer;
    }

    private static String explained(Throwable cause) {
        return cause instanceof GateException expected
                ? expected.problem() + "; " + expected.remedy()
                : cause.getClass().getSimpleName();
    }

    private static void log(Context context, String text) {
        LambdaLogger logger = context.getLogger();
        logger.log(text + "\n");
    }
}
