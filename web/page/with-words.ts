/** What runs on every page that shows sealed words, or on which somebody signs out. */
import "./everywhere.ts";
import { watchLeaving } from "./leaving.ts";
import { sayWhenClosed } from "./said-of-closing.ts";

sayWhenClosed();
watchLeaving();
