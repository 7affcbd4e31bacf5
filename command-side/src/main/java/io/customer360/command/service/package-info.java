/** Opening service cases and working on them until they are resolved, closed and rated. */
@NullMarked
package io.customer360.command.service;

import org.jspecify.annotations.NullMarked;
