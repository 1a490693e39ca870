package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSensitiveHostMountsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoSensitiveHostMountsRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().volume("/etc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/boot",
                "/dev",
                "/etc",
                "/etc/ssl/private",
                "/lib",
                "/lib64",
                "/proc",
                "/sys",
                "/usr/local/bin",
                "/var",
                "/var/lib",
                "/var/lib/docker",
                "/var/lib/ecs",
                "/var/lib/ecs/data",
                "/root/.ssh",
                "/a/../etc",
                "/home",
                "/home/ec2-user",
                "/home/ec2-user/.ssh",
                "/home/../home/./ec2-user",
                "//home//",
                "/srv/../etc",
                "/var/spool/cron",
                "/var/spool",
                "/run/systemd/private",
                "/var/run/systemd",
                "/run/dbus",
                "/run/dbus/system_bus_socket",
                "/run",
                "/var/lib/kubelet/pods",
                "/var/lib/containers/storage",
                "/var/lib/cloud/instance",
                "/var/lib/systemd/../systemd",
                "/var/lib/amazon/ssm",
                "/.bottlerocket/rootfs",
                "/x86_64-bottlerocket-linux-gnu/sys-root",
                "/local",
                "/opt/aws/bin",
                "/opt/cni/bin",
                "/lib64/",
                "/swapfile",
                "\\\\\\\\?\\\\C:\\\\Windows",
                "\\\\\\\\.\\\\c:\\\\windows",
                "C:Windows",
                "C:\\\\WINDOWS.\\\\System32",
                "C:\\\\PROGRA~1",
                "C:\\\\..\\\\Windows",
                "C:\\\\Users\\\\Administrator",
                "\\\\Windows\\\\System32",
                "\\\\\\\\localhost\\\\C$\\\\Windows",
                "\\\\\\\\.\\\\pipe\\\\docker_engine",
                "C:\\\\",
                "C:\\\\Windows\\\\System32",
                "c:/programdata"
            })
    void directoriesOfTheSystemFail(String path) {
        assertThat(outcome(TestTask.ec2().volume(path))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data",
                "/mnt/efs",
                "/var/lib/app",
                "/etcetera",
                "/srv/usr",
                "/mnt/home",
                "/data/run",
                "/var/lib/application",
                "/opt/shop",
                "D:\\\\data"
            })
    void directoriesOfTheTaskPass(String path) {
        assertThat(outcome(TestTask.ec2().volume(path))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theDriverOfDockerMountsDirectoriesOfTheHostAsWell() {
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration":
                {"driver": "local", "driverOpts": {"type": "none", "o": "bind", "device": "/etc"}}}]
            """))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration":
                {"driverOpts": {"type": "overlay", "o": "lowerdir=/etc:/usr", "device": "overlay"}}}]
            """)))
                .as("an overlay of its directories")
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration":
                {"driver": "rexray/ebs", "driverOpts": {"device": "/dev/xvdf"}}}]
            """)))
                .as("a driver of someone else's")
                .isEqualTo(RuleOutcome.PASS);
    }

    private static TestTask driver(String driver, String options) {
        return TestTask.ec2()
                .task("\"volumes\": [{\"name\": \"v\", \"dockerVolumeConfiguration\": {\"driver\": \"" + driver
                        + "\", \"driverOpts\": {" + options.replace('\'', '"') + "}}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'none', 'o': 'bind', 'device': 'etc'",
                "'type': 'nfs', 'o': 'rbind,ro', 'device': '/etc'",
                "'type': 'ext4', 'device': 'LABEL=/'",
                "'device': 'LABEL=/'",
                "'device': 'UUID=0c7d'",
                "'type': 'xfs', 'device': '/dev/nvme0n1p1'",
                "'type': 'proc', 'device': 'proc'",
                "'type': 'sysfs', 'device': 'sysfs'",
                "'type': 'devtmpfs', 'device': 'devtmpfs'",
                "'type': 'cgroup2', 'device': 'none'",
                "'type': 'squashfs', 'device': 'image'",
                "'type': 'OverlayFS', 'device': 'overlay'",
                "'Type': 'none', 'O': 'Bind', 'Device': '/home'",
                "'type': 'none', 'o': 'bind,device=/etc', 'device': '/srv/data'",
                "'type': 'none', 'o': 'bind, Device = /etc'",
                "'o': 'rbind,source=/', 'device': '/srv/data'",
                "'o': 'bind', 'device': '/srv/data', 'Device': '/etc'",
            })
    void theDriverLocalMountsMoreThanBinds(String options) {
        assertThat(outcome(driver("local", options))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(driver(" Local ", options))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'nfs', 'o': 'addr=10.0.0.1,rw', 'device': ':/export'",
                "'type': 'tmpfs', 'o': 'size=100m', 'device': 'tmpfs'",
                "'type': 'cifs', 'device': '//server/share'",
                "",
            })
    void serversAndMemoryAreNoDirectoriesOfTheHost(String options) {
        assertThat(outcome(driver("local", options))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void otherDriversThatMountDirectoriesOfTheHostAreRead() {
        assertThat(outcome(driver("local-persist", "'mountpoint': '/etc'"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(driver("cwspear/docker-local-persist-volume-plugin:latest", "'mountpoint': '/home'")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(driver("lebokus/bindfs", "'sourcePath': '/root'"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(driver("acme/volumes", "'mountpoint': '/etc'"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(driver("acme/volumes", "'device': '/'"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(driver("acme/volumes", "'source': '/etc'"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(driver("acme/cifs", "'device': '//server/share'"))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(driver("local-persist", "'mountpoint': '/data/shop'")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(driver("local-persist", "'mountpoint': {'Ref': 'Unset'}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void managedInstancesHaveDirectoriesAsWell() {
        assertThat(outcome(TestTask.ec2()
                        .task("\"requiresCompatibilities\": [\"MANAGED_INSTANCES\"]")
                        .volume("/run")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
