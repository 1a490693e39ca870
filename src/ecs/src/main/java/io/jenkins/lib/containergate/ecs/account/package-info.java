/** Rules that take what AWS says about a definition: first every question is asked, then the rules judge the answers. */
@NullMarked
package io.jenkins.lib.containergate.ecs.account;

import org.jspecify.annotations.NullMarked;
