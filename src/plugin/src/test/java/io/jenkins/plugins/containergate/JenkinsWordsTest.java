package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JenkinsWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "correct it; docs/policy.md describes every key | correct it;"
                        + " https://github.com/jenkinsci/container-gate-plugin/blob/main/docs/policy.md describes every"
                        + " key",
                "see https://example.org/docs/a.md | see https://example.org/docs/a.md",
                "attest with --attach verdict (attach: 'verdict' in Jenkins) | attest with attach: 'verdict'",
                "attest with --attach verdict or --policy (attach: 'verdict' or withPolicy: true in Jenkins), or"
                        + " evaluate it again | attest with attach: 'verdict' or withPolicy: true, or evaluate it again",
                "(--parameter AWS::AccountId=ID --parameter AWS::Region=NAME) | (parameters: AWS::AccountId=ID and"
                        + " AWS::Region=NAME, a line each)",
                "allow more time (--deadline) or find out what is slow | find out what is slow",
                "try again later, or with a longer deadline | try again later",
                "give the parameter (--parameter Image=VALUE), or | give the parameter (parameters: 'Image=VALUE'), or",
                "(--parameter A=VALUE --parameter AWS::Region=VALUE) | (A=VALUE AWS::Region=VALUE)",
                "an image named --parameter | an image named --parameter",
                "a password in docs/setup.md:3 | a password in docs/setup.md:3",
                "the directory docs/policy | the directory docs/policy",
                "a key in a (--b 3 HIGH BLOCKED rsa.pem) | a key in a (--b 3 HIGH BLOCKED rsa.pem)",
            })
    void aTextKeepsItsMeaning(String text, String words) {
        assertThat(JenkinsWords.of(text)).isEqualTo(words);
    }
}
