/** What is wanted of a cloud, for a module that knows its libraries to bring. */
@NullMarked
package io.jenkins.lib.containergate.aws;

import org.jspecify.annotations.NullMarked;
