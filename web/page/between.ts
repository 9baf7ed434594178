/** Between two meetings: preparing, how the turns stand, kinds of talk, questions. */
import "./with-words.ts";
import "../../fermata/sessions/between/kinds-of-talk.element.ts";
import "../../fermata/sessions/between/prepare-meeting.element.ts";
import "../../fermata/sessions/between/question-bank.element.ts";
import "../../fermata/sessions/between/turn-balance.element.ts";
