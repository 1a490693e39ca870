/** AWS, as accounts of the organisation's configuration reach it. Only classes called Sdk... know types of the AWS SDK. */
@NullMarked
package io.jenkins.plugins.containergate.aws;

import org.jspecify.annotations.NullMarked;
