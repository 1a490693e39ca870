package io.jenkins.lib.containergate.testkit.aws;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Roles of IAM that tasks of ECS run with, each with one managed policy of its name. */
final class FakeRoles {
    private static final String TRUST =
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\":"
                    + " {\"Service\": \"ecs-tasks.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}";

    private final String account;
    private final Map<String, String> policies = new ConcurrentHashMap<>();

    FakeRoles(String account) {
        this.account = account;
    }

    void put(String name, String policy) {
        policies.put(name, policy);
    }

    /** @return XML; empty for another call, and for a role that is not there */
    Optional<String> answer(String body) {
        String name = parameter(body, "RoleName");
        if (name.isEmpty()) {
            String policy = parameter(body, "PolicyArn");
            name = policy.substring(policy.lastIndexOf('/') + 1);
        }
        String policy = policies.get(name);
        if (policy == null) {
            return Optional.empty();
        }
        String action = parameter(body, "Action");
        String result =
                switch (action) {
                    case "GetRole" ->
                        "<Role><RoleName>" + name + "</RoleName><Arn>arn:aws:iam::" + account + ":role/" + name
                                + "</Arn><AssumeRolePolicyDocument>" + encoded(TRUST)
                                + "</AssumeRolePolicyDocument></Role>";
                    case "ListAttachedRolePolicies" ->
                        "<AttachedPolicies><member><PolicyName>" + name + "</PolicyName><PolicyArn>" + arn(name)
                                + "</PolicyArn></member></AttachedPolicies><IsTruncated>false</IsTruncated>";
                    case "ListRolePolicies" -> "<PolicyNames/><IsTruncated>false</IsTruncated>";
                    case "GetPolicy" ->
                        "<Policy><Arn>" + arn(name) + "</Arn><DefaultVersionId>v1</DefaultVersionId></Policy>";
                    case "GetPolicyVersion" ->
                        "<PolicyVersion><Document>" + encoded(policy) + "</Document></PolicyVersion>";
                    default -> "";
                };
        return result.isEmpty()
                ? Optional.empty()
                : Optional.of("<" + action + "Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><" + action
                        + "Result>" + result + "</" + action + "Result></" + action + "Response>");
    }

    private String arn(String policy) {
        return "arn:aws:iam::" + account + ":policy/" + policy;
    }

    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String parameter(String body, String name) {
        for (String each : body.split("&")) {
            if (each.startsWith(name + "=")) {
                return URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
