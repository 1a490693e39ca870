package io.jenkins.plugins.containergate.aws;

import java.util.List;

/** What AWS is to be asked for; each takes other plugins that bring parts of the AWS SDK. */
public enum AwsNeed {
    /** STS and KMS. */
    IDENTITY(List.of(AwsPlugin.CORE)),
    LOGIN(List.of(AwsPlugin.CORE, AwsPlugin.ECR)),
    LOOKUPS(List.of(AwsPlugin.CORE, AwsPlugin.ECR, AwsPlugin.ECS, AwsPlugin.IAM, AwsPlugin.EC2));

    private final List<AwsPlugin> plugins;

    AwsNeed(List<AwsPlugin> plugins) {
        this.plugins = plugins;
    }

    /** Names of those that are not there. */
    List<String> missing(ClassLoader loader) {
        return plugins.stream()
                .filter(plugin -> !plugin.in(loader))
                .map(AwsPlugin::pluginName)
                .toList();
    }

    /** A plugin that brings a part of the SDK. */
    private enum AwsPlugin {
        CORE("aws-java-sdk2-core", "services.sts.StsClient", "http.apache.ApacheHttpClient"),
        EC2("aws-java-sdk2-ec2", "services.ec2.Ec2Client"),
        ECR("aws-java-sdk2-ecr", "services.ecr.EcrClient"),
        ECS("aws-java-sdk2-ecs", "services.ecs.EcsClient"),
        IAM("aws-java-sdk2-iam", "services.iam.IamClient");

        private final String pluginName;
        private final List<String> classes;

        AwsPlugin(String pluginName, String... classes) {
            this.pluginName = pluginName;
            this.classes = List.of(classes);
        }

        String pluginName() {
            return pluginName;
        }

        boolean in(ClassLoader loader) {
            for (String name : classes) {
                try {
                    Class.forName("software.amazon.awssdk." + name, false, loader);
                } catch (ClassNotFoundException | LinkageError e) {
                    return false;
                }
            }
            return true;
        }
    }
}
