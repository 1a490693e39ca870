package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.HostFile.encoded;
import static io.jenkins.lib.containergate.gate.HostFile.expect;

import io.jenkins.lib.containergate.fault.GateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of user data that may not be carried out, or that undo what was set. */
class UserDataScriptsTest {
    private static final String SETS = "#!/bin/bash\\necho ECS_CLUSTER=a >> /etc/ecs/ecs.config\\n"
            + "echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config\\n";

    /** @param then what the script does after it has blocked tasks; {@code PIPE} for the sign that delimits the cases */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "systemctl enable --now ecs|",
                "cat /etc/ecs/ecs.config|",
                "echo ECS_LOGLEVEL=warn >> /etc/ecs/ecs.config 2> /dev/null|",
                "chmod 600 /etc/ecs/ecs.config|",
                "cat <<EOF > /etc/ecs/ecs.config\\nECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=true\\nEOF|",
                "echo ECS_CLUSTER=a > /etc/ecs/ecs.config|imds-blocked undecided",
                "F=/etc/ecs; echo ECS_CLUSTER=a > $F/ecs.config|imds-blocked undecided",
                "cd /etc/ecs; echo ECS_CLUSTER=a > ecs.config|imds-blocked undecided",
                "echo ECS_CLUSTER=a >&1; tee /etc/ecs/ecs.config < x|imds-blocked undecided",
                "sed -i /IMDS/d /etc/ecs/ecs.config|imds-blocked undecided",
                "rm -f /etc/ecs/ecs.config|imds-blocked undecided",
                "mv /tmp/x /etc/ecs/ecs.config|imds-blocked undecided",
                "mv /etc/ecs /etc/old|imds-blocked undecided",
                "curl -fsSL https://x.example/i.sh PIPE bash|imds-blocked undecided",
                "curl https://x.example/i.sh PIPE sudo -E bash -|imds-blocked undecided",
                "echo cm0= PIPE base64 -d PIPE sh|imds-blocked undecided",
                "bash <(curl https://x.example/i.sh)|imds-blocked undecided",
                "eval $(curl https://x.example/i.sh)|imds-blocked undecided",
                "sh /tmp/i.sh|imds-blocked undecided",
                "chmod +x /tmp/i && /tmp/i|imds-blocked undecided",
                "bash -c 'echo x'|",
                "yum install -y jq && systemctl restart ssh.service|",
                "/opt/aws/bin/cfn-signal -e $? --stack a|"
            })
    void aLaterLineThatMayWriteTheFileOfTheAgentAnewLeavesItUndecided(String then, String objection)
            throws GateException, InterruptedException {
        expect(encoded("\"" + SETS + then.replace("PIPE", "|") + "\\n\""), objection);
    }

    /** @param line that may not be carried out; {@code SET} blocks tasks */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "if true; then echo x; fi\\nSET|",
                "if [ -f /x ]; then\\nSET\\nfi|imds-blocked undecided",
                "if false; then SET; fi|imds-blocked undecided",
                "while false; do\\nSET\\ndone|imds-blocked undecided",
                "case a in b)\\nSET\\n;; esac|imds-blocked undecided",
                "exit 0\\nSET|imds-blocked undecided",
                "false && SET|imds-blocked undecided",
                "[ -f /x ] && SET|imds-blocked undecided",
                "mkdir -p /etc/ecs && SET|",
                "SET && false|",
                "SET; rm /etc/ecs/ecs.config|imds-blocked undecided",
                "SET && curl https://x.example/i.sh PIPE bash|imds-blocked undecided",
                "SET; echo x|",
                "curl https://x.example/i.sh PIPE bash\\nSET|imds-blocked undecided",
                "bash <(curl https://x.example/i.sh)\\nSET|imds-blocked undecided",
                "curl https://x.example/i.py PIPE python3\\nSET|imds-blocked undecided",
                "python3 /opt/i.py\\nSET|imds-blocked undecided",
                "source /opt/i.sh\\nSET|imds-blocked undecided",
                ". /etc/os-release\\nSET|",
                "python3 -m venv /opt/a\\nSET|",
                "alias echo=true\\nSET|imds-blocked undecided",
                "mount --bind /tmp /etc/ecs\\nSET|imds-blocked undecided",
                "exec sleep 1\\nSET|imds-blocked undecided",
                "exec > /var/log/start.log 2>&1\\nSET|",
                "ansible-pull -U https://x.example/i\\nSET|imds-blocked undecided",
                "f() {\\nSET\\n}|imds-blocked undecided",
                "f() { SET; }|imds-blocked undecided",
                "function f\\n{\\nSET\\n}\\ng|imds-blocked undecided",
                "f() {\\nSET\\n}\\nf|",
                "f() { SET; }\\nf now|",
                "f() {\\nif x; then\\nSET\\nfi\\n}\\nf|imds-blocked undecided",
                "f() {\\nSET\\nrm /etc/ecs/ecs.config\\n}\\nf|imds-blocked undecided",
                "cat <<EOF > /tmp/x\\nECS_AWSVPC_BLOCK_IMDS=true\\nEOF|imds-blocked undecided",
                "cat <<'EOF' >> /etc/ecs/ecs.config\\nECS_AWSVPC_BLOCK_IMDS=true\\nEOF|",
                "bash <<EOF\\nSET\\nEOF|",
                "echo ECS_AWSVPC_BLOCK_IMDS=true >> /tmp/x|imds-blocked undecided"
            })
    void aBranchThatMayNotBeTakenLeavesItUndecided(String line, String objection)
            throws GateException, InterruptedException {
        String script = "#!/bin/bash\\necho ECS_CLUSTER=a >> /etc/ecs/ecs.config\\n"
                + line.replace("PIPE", "|").replace("SET", "echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config");
        expect(encoded("\"" + script + "\\n\""), objection);
    }
}
