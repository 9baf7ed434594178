/** How html-validate is asked: its own set for the standard, and each rule we leave out with its reason. */
export default {
  root: true,
  extends: ["html-validate:standard"],
};
