/**
 * The execution guide: written once from the plan, then only what stands between two markers is
 * written anew. What people wrote outside of them is theirs, byte for byte.
 */
package io.nuwa.emergency.report.guide;
