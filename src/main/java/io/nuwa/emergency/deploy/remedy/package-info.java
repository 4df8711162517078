/**
 * What may cure a deployment that failed: each remedy changes one thing, says what, and declines
 * what it does not cure. Whether it helped is measured elsewhere.
 */
package io.nuwa.emergency.deploy.remedy;
