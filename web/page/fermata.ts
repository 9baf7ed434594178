/** Pages without sealed words. Each page loads exactly one script, whole: parts loaded later could not be vouched for. */
import "./everywhere.ts";
