package io.jenkins.lib.containergate.secret.corpus;

import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.testkit.secret.SecretCarrier;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;

/** Writes examples of rules into files, each as people write it there. */
public record Planting(SecretTemplate template) {

    /** Whether people write it there: a header or a block of lines is no value of a setting. */
    public boolean fits(SecretRule rule, String example, SecretCarrier carrier) {
        boolean value = !example.contains("{pem")
                && !example.contains(": ")
                && !example.contains("{kubeconfig")
                && !example.contains("{docker")
                && !example.contains("{service")
                && !example.contains("<");
        boolean nested = carrier == SecretCarrier.XML && example.contains("&");
        return value && !nested && rule.files().isEmpty();
    }

    public String text(String example, SecretCarrier carrier) {
        if (example.matches("[A-Za-z_.-]+=.*")) {
            int operator = example.indexOf('=');
            return carrier.write(example.substring(0, operator), template.fill(example.substring(operator + 1)));
        }
        return carrier.write("endpoint", template.fill(example));
    }
}
