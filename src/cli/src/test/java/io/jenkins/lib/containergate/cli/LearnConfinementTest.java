package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate learn confinement}: what a test run proposes, and what it does not. */
class LearnConfinementTest {
    private static final String EXEC = allowed(
            "shop-learn",
            "operation=\"exec\" class=\"file\" name=\"/usr/bin/node\" requested_mask=\"x\" denied_mask=\"x\""
                    + " target=\"shop-learn//null-/usr/bin/node\"");
    private static final String CHILD = "shop-learn//null-/usr/bin/node";
    private static final String RUN = EXEC
            + allowed(CHILD, "operation=\"file_mmap\" name=\"/lib/libc.so.6\" requested_mask=\"rm\"")
            + allowed(CHILD, "operation=\"open\" name=\"/srv/app.js\" requested_mask=\"r\"")
            + allowed(CHILD, "operation=\"open\" name=\"/proc/4711/stat\" requested_mask=\"r\"");

    private static final Path PARSER = Path.of("/usr/sbin/apparmor_parser");

    @TempDir
    Path folder;

    private static String allowed(String profile, String fields) {
        return "type=AVC msg=audit(1764000000.100:17): apparmor=\"ALLOWED\" profile=\"" + profile
                + "\" pid=17 comm=\"node\" " + fields + " fsuid=0 ouid=0\n";
    }

    private static String syscall(int number, String subject) {
        return "type=SYSCALL msg=audit(1764000060.000:18): arch=c000003e syscall=" + number
                + " success=yes exit=0 ppid=1 pid=17 comm=\"node\" exe=\"/usr/bin/node\" subj=" + subject
                + " key=(null)\u001dARCH=x86_64 SYSCALL=x\n";
    }

    private static String syscalls(int... numbers) {
        return Arrays.stream(numbers).mapToObj(each -> syscall(each, CHILD)).collect(Collectors.joining());
    }

    /** {@code read}, {@code close}, {@code mmap}, {@code munmap} and {@code execve}. */
    private static final String ANY_PROGRAM = syscalls(0, 3, 9, 11, 59);

    private static final String CALLS = ANY_PROGRAM + syscalls(257);

    private Gate learn(String events, Object... more) throws IOException {
        Path log = Files.writeString(folder.resolve("events.log"), events);
        Object[] fixed = {"learn", "confinement", "--events", log, "--out", folder.resolve("out")};
        Object[] all = Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return Gate.run(all);
    }

    private String learned(String events, Object... more) throws IOException {
        Gate gate = learn(events, more);
        assertThat(gate.err()).isEmpty();
        assertThat(gate.exit()).isZero();
        return gate.out();
    }

    private String profile() throws IOException {
        return Files.readString(folder.resolve("out/apparmor.profile"));
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(folder.resolve("out").resolve(name)));
    }

    @Test
    void aDirectoryThatCannotBeWrittenToSaysWhy() throws IOException {
        Files.createDirectories(folder.resolve("out/apparmor.profile/of-another-program"));
        Gate gate = learn(RUN);
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains("cannot write to ", "apparmor.profile: it is a directory that is not empty", "--out");
    }

    @Test
    void aRunInComplainModeGivesAProfileOfWhatItDid() throws Exception {
        String out = learned(RUN
                + allowed(CHILD, "operation=\"capable\" capability=10 capname=\"net_bind_service\"")
                + allowed(
                        CHILD,
                        "operation=\"create\" family=\"inet\" sock_type=\"stream\" protocol=6 requested_mask=\"create\"")
                + allowed(CHILD, "operation=\"signal\" requested_mask=\"receive\" signal=term peer=\"unconfined\"")
                + allowed(CHILD, "operation=\"open\" name=2F746D702F612062 requested_mask=\"wc\""));
        assertThat(profile())
                .contains(
                        "profile container-gate-learned flags=(attach_disconnected) {",
                        "  capability net_bind_service,\n",
                        "  network inet stream,\n",
                        "  signal (receive) set=(term) peer=unconfined,\n",
                        "  \"/usr/bin/node\" ix,\n",
                        "  \"/lib/libc.so.6\" mr,\n",
                        "  \"/tmp/a b\" w,\n",
                        "  \"@{PROC}/[0-9]*/stat\" r,\n")
                .endsWith("}\n");
        assertThat(out)
                .contains(
                        "8 audit records from 2025-11-24T16:00:00Z to 2025-11-24T16:00:00Z, 8 of them of complain mode",
                        "Capabilities: drop ALL, add NET_BIND_SERVICE",
                        "Root file system: read-only, with volumes at /tmp",
                        "System calls: no seccomp profile");
        assertThat(folder.resolve("out/seccomp.json")).doesNotExist();
    }

    @Test
    void theKernelLogIsReadAsTheLogOfAuditd() throws Exception {
        String kernel = RUN.replace("type=AVC msg=audit", "Nov 24 host kernel: [ 12.3] audit: type=1400 audit");
        learned(kernel + "Nov 24 host systemd[1]: Started something.\n");
        assertThat(profile()).contains("\"/srv/app.js\" r,");
    }

    @Test
    void systemCallsGiveAProfileWhenAllOfThemAreRecorded() throws Exception {
        String out = learned(RUN + CALLS + syscall(41, CHILD) + syscall(165, "unconfined"));
        assertThat(json("seccomp.json").at("/defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
        assertThat(json("seccomp.json").at("/syscalls/0/names").valueStream().map(JsonNode::asText))
                .contains("socket", "execve", "futex")
                .doesNotContain("mount", "ptrace");
        assertThat(out).contains("System calls: 7 recorded");
    }

    @Test
    void someSystemCallsOrUnknownOnesGiveNone() throws Exception {
        assertThat(learned(RUN + syscall(59, CHILD))).contains("the records hold some system calls only");
        assertThat(folder.resolve("out/seccomp.json")).doesNotExist();
        assertThat(learned(RUN + CALLS + syscall(41, CHILD).replace("c000003e", "40000003")))
                .contains("1 system calls are not known by number");
        assertThat(folder.resolve("out/seccomp.json")).doesNotExist();
    }

    @Test
    void aProgramOfMuslOpensFilesInItsOwnWay() throws Exception {
        learned(RUN + ANY_PROGRAM + syscalls(2));
        assertThat(json("seccomp.json").at("/syscalls/0/names").valueStream().map(JsonNode::asText))
                .contains("open");
    }

    @Test
    void aRuleForTheCallsThatAuditorsRecordIsNoRecordOfAllCalls() throws Exception {
        assertThat(learned(RUN + syscalls(59, 9, 257, 42, 3))).contains("the records hold some system calls only");
        assertThat(folder.resolve("out/seccomp.json")).doesNotExist();
    }

    @Test
    void aPathThatLooksLikeThePlaceOfANumberStandsForItselfAlone() throws Exception {
        learned(RUN
                + allowed(CHILD, "operation=\"open\" name=\"/proc/@/mem\" requested_mask=\"r\"")
                + allowed(CHILD, "operation=\"open\" name=\"/srv/task/@/a\" requested_mask=\"w\"")
                + allowed(CHILD, "operation=\"open\" name=\"/srv/task/17/b\" requested_mask=\"w\"")
                + allowed(CHILD, "operation=\"open\" name=\"/proc/4711/task/4712/comm\" requested_mask=\"r\""));
        assertThat(profile())
                .contains(
                        "\"/proc/@/mem\" r,",
                        "\"/srv/task/@/a\" w,",
                        "\"/srv/task/17/b\" w,",
                        "\"@{PROC}/[0-9]*/task/[0-9]*/comm\" r,");
    }

    @Test
    void aRunUnderAProfileThatAllowedThingsGivesAdditionsOnly() throws Exception {
        String out = learned(RUN)
                + learned(allowed("docker-default", "operation=\"open\" name=\"/etc/shadow\" requested_mask=\"r\"")
                        .replace("ALLOWED", "DENIED"));
        assertThat(profile()).contains("Rules to add", "\"/etc/shadow\" r,").doesNotContain("profile container");
        assertThat(out)
                .contains("Capabilities: not known", "Root file system: not known")
                .contains("1 records are of what the profile of the run denied: the rules allow it");
    }

    @Test
    void theTaskDefinitionIsPatchedForItsLaunchType() throws Exception {
        String events = RUN
                + allowed(CHILD, "operation=\"capable\" capname=\"net_bind_service\"")
                + allowed(CHILD, "operation=\"mknod\" name=\"/var/cache/app/x/y\" requested_mask=\"c\"")
                + allowed(CHILD, "operation=\"open\" name=\"/var/cache/app/z\" requested_mask=\"w\"")
                + allowed(CHILD, "operation=\"open\" name=\"/data/z\" requested_mask=\"a\"")
                + allowed(CHILD, "operation=\"open\" name=\"/dev/null\" requested_mask=\"w\"");
        Path task = Files.writeString(
                folder.resolve("task.json"),
                "{\"family\":\"shop\",\"volumes\":[{\"name\":\"writable-1\"}],\"containerDefinitions\":[{\"name\":\"log\"},"
                        + "{\"name\":\"app\",\"dockerSecurityOptions\":[\"no-new-privileges\",\"apparmor:old\"],"
                        + "\"linuxParameters\":{\"initProcessEnabled\":true},"
                        + "\"mountPoints\":[{\"sourceVolume\":\"writable-1\",\"containerPath\":\"/data\"}]}]}");
        learned(events, "--task-definition", task, "--container", "app", "--name", "shop");
        JsonNode patch = json("task-definition.patch.json");
        assertThat(patch.toString())
                .isEqualTo(
                        "[{\"op\":\"add\",\"path\":\"/containerDefinitions/1/readonlyRootFilesystem\",\"value\":true},"
                                + "{\"op\":\"add\",\"path\":\"/volumes\",\"value\":[{\"name\":\"writable-1\"},{\"name\":\"writable-2\"}]},"
                                + "{\"op\":\"add\",\"path\":\"/containerDefinitions/1/mountPoints\",\"value\":[{\"sourceVolume\":"
                                + "\"writable-1\",\"containerPath\":\"/data\"},{\"sourceVolume\":\"writable-2\",\"containerPath\":"
                                + "\"/var/cache/app\"}]},{\"op\":\"add\",\"path\":\"/containerDefinitions/1/linuxParameters/capabilities\","
                                + "\"value\":{\"drop\":[\"ALL\"],\"add\":[\"NET_BIND_SERVICE\"]}},{\"op\":\"add\",\"path\":"
                                + "\"/containerDefinitions/1/dockerSecurityOptions\",\"value\":[\"no-new-privileges\",\"apparmor:shop\"]}]");
        Path fargate = Files.writeString(
                folder.resolve("fargate.json"),
                "{\"taskDefinition\":{\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":[{\"name\":\"app\"}]}}");
        String out = learned(events, "--task-definition", fargate);
        patch = json("task-definition.patch.json");
        assertThat(patch.findValuesAsText("path"))
                .contains("/taskDefinition/containerDefinitions/0/linuxParameters", "/taskDefinition/volumes");
        assertThat(patch.toString()).contains("NET_RAW").doesNotContain("NET_BIND_SERVICE", "apparmor", "\"ALL\"");
        assertThat(out).contains("Fargate takes no profiles of AppArmor").doesNotContain("privileged");
        Path privileged = Files.writeString(
                folder.resolve("privileged.json"),
                "{\"containerDefinitions\":[{\"name\":\"app\",\"privileged\":true}]}");
        assertThat(learned(events, "--task-definition", privileged)).contains("the container is privileged");
    }

    @Test
    void whatFindingsOfGuardDutyNameIsDenied() throws Exception {
        Path findings = Files.writeString(
                folder.resolve("findings.json"),
                "{\"Findings\":[{\"Type\":\"Execution:Runtime/NewBinaryExecuted\",\"Service\":{\"RuntimeDetails\":{\"Process\":"
                        + "{\"ExecutablePath\":\"/tmp/x\\\" rw,\"},\"Context\":{\"SocketPath\":\"/run/docker.sock\"}}}},"
                        + "{\"Type\":\"Recon:EC2/Portscan\"}],\"ResponseMetadata\":{}}\n"
                        + "{\"detail-type\":\"GuardDuty Finding\",\"detail\":{\"type\":\"PrivilegeEscalation:Runtime/"
                        + "DockerSocketAccessed\",\"service\":{\"runtimeDetails\":{\"process\":{\"executablePath\":"
                        + "\"/usr/bin/node\"}}}}}");
        String out = learned(RUN, "--events", findings);
        assertThat(profile())
                .contains(
                        "  deny \"/run/docker.sock\" mrwklx,\n",
                        "  deny \"/tmp/x\\\" rw\\,\" mrwklx,\n",
                        "  deny \"/usr/bin/node\" mrwklx,\n")
                .doesNotContain("\"/usr/bin/node\" ix");
        assertThat(out)
                .contains(
                        "2 findings of GuardDuty",
                        "Execution:Runtime/NewBinaryExecuted: 1",
                        "a finding names /usr/bin/node, which the run used");
    }

    @Test
    void ofSeveralProfilesOneIsNamed() throws Exception {
        String two = RUN + allowed("other", "operation=\"exec\" name=\"/bin/sh\" requested_mask=\"x\"");
        Gate gate = learn(two);
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).contains("several profiles: other, shop-learn", "--profile");
        learned(two, "--profile", "other");
        assertThat(profile()).contains("/bin/sh").doesNotContain("node");
        assertThat(learn(two, "--profile", "none").err()).contains("nothing about the profile none");
        String selinux =
                "type=AVC msg=audit(1764000000.1:1): avc:  denied  { net_admin } for  pid=1 comm=\"x\" capability=12 "
                        + " scontext=system_u:system_r:container_t:s0:c1,c2 tcontext=system_u:system_r:container_t:s0:c1,c2"
                        + " tclass=capability permissive=0\n";
        assertThat(learned(selinux)).contains("profile container_t", "Capabilities: not known");
    }

    @Test
    void aHostileNameOfAProfileSteersNoTerminal() throws Exception {
        String hostile = allowed("x", "operation=\"exec\" name=\"/bin/sh\" requested_mask=\"x\"")
                .replace("profile=\"x\"", "profile=1B5B33316D780A");
        Gate gate = learn(RUN + hostile);
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).doesNotContain("\u001b").contains("shop-learn");
    }

    @Test
    void whatAProfileCannotExpressIsCounted() throws Exception {
        assertThat(learned(RUN
                        + allowed(CHILD, "operation=\"mount\" name=\"/mnt/\" fstype=\"proc\"")
                        + allowed(CHILD, "operation=\"open\" name=2F610A7D0A requested_mask=\"r\"")
                        + allowed(CHILD, "operation=\"create\" family=\"inet}\" requested_mask=\"create\"")))
                .contains(
                        "1 records are not part of it: AppArmor mount", "1 records are not part of it: AppArmor open");
        assertThat(profile().lines().filter(line -> line.equals("}"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing of audit\n",
                "{\"a\":1}",
                "{\"a\":",
                "[1]",
                "type=SYSCALL msg=audit(1:1): arch=c000003e syscall=59 subj=unconfined\n",
                "type=AVC msg=audit(\ntype=AVC msg=audit(\n"
            })
    void whatSaysNothingOfAConfinedProgramProposesNothing(String events) throws Exception {
        Gate gate = learn(events);
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.out()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void tooManyBrokenLinesAreAnErrorAndAFewAreNamed() throws Exception {
        assertThat(learn(RUN + "type=AVC msg=audit(x\n").err()).contains("1 of 5 lines", "events.log:5");
        assertThat(learned(RUN.repeat(30) + "type=AVC msg=audit(x\n")).contains("1 lines could not be read");
    }

    @Test
    void aTaskDefinitionWithoutTheContainerIsRefused() throws Exception {
        Path task = Files.writeString(
                folder.resolve("task.json"), "{\"containerDefinitions\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
        assertThat(learn(RUN, "--task-definition", task).err()).contains("has 2 containers");
        assertThat(learn(RUN, "--task-definition", task, "--container", "c").exit())
                .isEqualTo(3);
        assertThat(learn(RUN, "--task-definition", Files.writeString(task, "[]"))
                        .exit())
                .isEqualTo(3);
        assertThat(learn(RUN, "--name", "a {").exit()).isEqualTo(2);
    }

    @Test
    @Tag("peers")
    void appArmorsOwnParserTakesTheProfile() throws Exception {
        assumeTrue(Files.isExecutable(PARSER), "the package apparmor is not installed");
        learned(RUN
                + allowed(CHILD, "operation=\"capable\" capname=\"net_bind_service\"")
                + allowed(CHILD, "operation=\"create\" family=\"inet6\" sock_type=\"dgram\" requested_mask=\"create\"")
                + allowed(CHILD, "operation=\"signal\" requested_mask=\"receive\" signal=term peer=\"unconfined\"")
                + allowed(CHILD, "operation=\"ptrace\" requested_mask=\"read\" peer=\"shop-learn\"")
                + allowed(CHILD, "operation=\"open\" name=\"/a{b}[c]*?^,\\e é\" requested_mask=\"wrl\"")
                + allowed(CHILD, "operation=\"open\" name=\"/proc/1/task/22/x\" requested_mask=\"r\""));
        Peer.run(
                folder,
                "apparmor_parser",
                "-Q",
                "-K",
                folder.resolve("out/apparmor.profile").toString());
    }
}
