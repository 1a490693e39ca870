package hudson.security;

import io.jenkins.lib.containergate.stubs.Constant;
import org.springframework.security.core.Authentication;

public abstract class ACL {
    public static final Authentication SYSTEM2 = Constant.of();
}
