package io.jenkins.lib.containergate.ecs.terraform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of Terraform, such as {@code module.shop["eu"].aws_lb.front[0]}. A key may hold any text, brackets and dots as well.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/cli/state/resource-addressing">Resource addressing</a>
 */
public final class Addresses {
    private static final String INDEX = "\\[(?:\"(?:[^\"\\\\]++|\\\\.)*+\"|[^\\]\"]*)\\]";
    private static final Pattern INDICES = Pattern.compile(INDEX);
    private static final Pattern MODULES = Pattern.compile("(?:module\\.[^.\\[]++(?:" + INDEX + ")?\\.)*+");

    private Addresses() {}

    public static String withoutIndices(String address) {
        return INDICES.matcher(address).replaceAll("");
    }

    /** The instance of the module that a resource is in, with a dot at its end; empty for the root module. */
    public static String module(String address) {
        Matcher modules = MODULES.matcher(address);
        return modules.lookingAt() ? modules.group() : "";
    }

    /** Within its module. */
    public static String local(String address) {
        return address.substring(module(address).length());
    }
}
