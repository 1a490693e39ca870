/** What templates and plans declare around their tasks, read as AWS would answer: judged without asking it. */
@NullMarked
package io.jenkins.lib.containergate.ecs.declared;

import org.jspecify.annotations.NullMarked;
