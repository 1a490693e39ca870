package io.jenkins.lib.containergate.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads and judges task definitions by every rule, on one thread: the design wants 10,000 in 5 seconds. Each has three
 * containers; half of them break some twenty rules.
 *
 * <p>{@code java ... TaskDefinitionBenchmark [COUNT]}
 */
public final class TaskDefinitionBenchmark {
    private static final int DEFAULT_COUNT = 10_000;
    private static final int WARM_UP = 500;
    private static final int CONTAINERS = 3;
    private static final int VARIABLES = 10;

    private TaskDefinitionBenchmark() {}

    public static void main(String[] arguments) throws GateException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_COUNT;
        List<byte[]> documents = documents(count);
        judge(documents.subList(0, Math.min(WARM_UP, count)));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long startProcessor = threads.getCurrentThreadCpuTime();
        long startProcess = processTime();
        long findings = judge(documents);
        Duration processor = Duration.ofNanos(threads.getCurrentThreadCpuTime() - startProcessor);
        Duration process = Duration.ofNanos(processTime() - startProcess);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        PrintStream out = System.out;
        out.printf(
                "%d task definitions, %d rules, %d findings: %.2f s; processor time: %.2f s of the judging thread,"
                        + " %.2f s with compiler and collector%n",
                count,
                TaskRules.all().ids().size(),
                findings,
                taken.toMillis() / 1000.0,
                processor.toMillis() / 1000.0,
                process.toMillis() / 1000.0);
    }

    /** Of all threads: on one processor that is idle otherwise, the time by the clock. */
    private static long processTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long judge(List<byte[]> documents) throws GateException {
        TaskDefinitionReader reader = new TaskDefinitionReader(DocumentLimits.defaults(), Map.of());
        RuleSet<TaskFacts> rules = TaskRules.all();
        long findings = 0;
        for (byte[] document : documents) {
            for (TaskDefinition task : reader.read("taskdef.json", document)) {
                findings += rules.evaluate(new TaskFacts(task, ContainerImages.none()))
                        .findings()
                        .size();
            }
        }
        return findings;
    }

    private static List<byte[]> documents(int count) {
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(document(i).getBytes(StandardCharsets.UTF_8));
        }
        return documents;
    }

    static String document(int number) {
        List<String> containers = new ArrayList<>();
        for (int i = 0; i < CONTAINERS; i++) {
            containers.add(number % 2 == 0 ? hardened(i) : careless(i));
        }
        return """
            {"family": "shop-%s", "requiresCompatibilities": ["EC2"], "networkMode": "awsvpc", "cpu": "256", "memory": "512",
             "taskRoleArn": "arn:aws:iam::123456789012:role/task", "executionRoleArn": "arn:aws:iam::123456789012:role/start",
             "containerDefinitions": [%s]}
            """.formatted(number, String.join(",", containers));
    }

    private static String hardened(int number) {
        return """
            {"name": "c%s", "image": "shop/web@sha256:%s", "user": "10001", "readonlyRootFilesystem": true,
             "linuxParameters": {"capabilities": {"drop": ["ALL"]}, "initProcessEnabled": true},
             "dockerSecurityOptions": ["no-new-privileges", "apparmor:docker-default"],
             "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/shop", "mode": "non-blocking"}},
             "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"]},
             "environment": [%s], "portMappings": [{"containerPort": 8080}]}
            """.formatted(number, "0".repeat(64), environment());
    }

    private static String careless(int number) {
        return """
            {"name": "c%s", "image": "shop/web:latest", "privileged": true,
             "command": ["serve", "--db-password=hunter2"], "environment": [%s], "portMappings": [{"containerPort": 80}]}
            """.formatted(number, environment());
    }

    private static String environment() {
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < VARIABLES; i++) {
            variables.add(
                    "{\"name\": \"VARIABLE_" + i + "\", \"value\": \"https://service-" + i + ".shop.local/path\"}");
        }
        return String.join(",", variables);
    }
}
