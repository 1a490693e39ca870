/** What AWS writes down of what happens in an account: trails, log groups and flow logs. */
@NullMarked
package io.jenkins.lib.containergate.aws.audit;

import org.jspecify.annotations.NullMarked;
