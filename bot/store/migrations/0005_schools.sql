-- What a link brought somebody for, until the first questions are answered.
alter table person add column came_for text;

create table operator (
    person_id bigint primary key references person (id) on delete cascade,
    since bigint not null
);

-- Everything below belongs to one school.
create table school (
    id bigint primary key,
    name text not null,
    zone text not null,                      -- IANA name: its dates are read and written in it
    level text not null,                     -- college, lycee, both
    created_at bigint not null
);

-- Who teaches where: the only source of a teacher's rights.
create table member (
    person_id bigint not null references person (id) on delete cascade,
    school_id bigint not null references school (id) on delete cascade,
    role text not null,                      -- teacher, admin
    name text not null,                      -- as pupils and colleagues read it: «Mme Diallo»
    since bigint not null,
    chosen_at bigint not null,               -- who teaches in several sees the one chosen last
    withdrawn_at bigint,
    primary key (person_id, school_id)
);
create index member_school on member (school_id);

-- Single-use links that make somebody a member, and the console's that makes an operator (no school).
-- A link is selector and secret: it is found by the one, and the other is compared in constant time.
create table invitation (
    selector text primary key,
    secret text not null,
    school_id bigint references school (id) on delete cascade,
    role text not null,                      -- teacher, admin, operator
    made_by bigint references person (id) on delete cascade,  -- null: the console
    created_at bigint not null,
    expires_at bigint not null,
    used_by bigint references person (id) on delete set null,
    used_at bigint
);
create index invitation_school on invitation (school_id);
create index invitation_made_by on invitation (made_by);
create index invitation_used_by on invitation (used_by);

-- What people type: one namespace for campaigns and classes.
create table code (
    code text primary key,
    kind text not null,                      -- campaign, class
    about bigint not null
);

-- Codes and links that led nowhere, so that guessing gets slower and slower. It is by chat: who erases
-- everything, and comes back, waits all the same. Housekeeping forgets a row after a day.
create table wrong_code (
    chat_id bigint primary key,
    tries bigint not null,
    last_at bigint not null
);

create table classroom (
    id bigint primary key,
    school_id bigint not null references school (id) on delete cascade,
    name text not null,
    level text not null,                     -- a grade of `person.grade`
    code text not null unique,
    created_at bigint not null,
    archived_at bigint
);
create index classroom_school on classroom (school_id);

create table class_teacher (
    person_id bigint not null references person (id) on delete cascade,
    class_id bigint not null references classroom (id) on delete cascade,
    since bigint not null,
    primary key (person_id, class_id)
);
create index class_teacher_class on class_teacher (class_id);

-- A line of a roster; `person_id` once somebody has joined under this name.
create table pupil (
    class_id bigint not null references classroom (id) on delete cascade,
    id bigint not null unique,
    family_name text not null,
    given_name text not null,
    key text not null,                       -- the name without accents and case, numbered among homonyms
    person_id bigint references person (id) on delete set null,
    joined_at bigint,
    selector text not null unique,           -- the personal link
    secret text not null,
    guardian_selector text not null unique,  -- the family's link
    guardian_secret text not null,
    added_at bigint not null,
    set_aside_at bigint,                     -- left the class; nothing is erased
    primary key (class_id, id),
    unique (class_id, key)
);
create index pupil_person on pupil (person_id);

-- Who came by the class code and did not find their name.
create table join_request (
    person_id bigint not null references person (id) on delete cascade,
    class_id bigint not null references classroom (id) on delete cascade,
    name text not null,
    asked_at bigint not null,
    primary key (person_id, class_id)
);
create index join_request_class on join_request (class_id);

create table guardian (
    person_id bigint not null references person (id) on delete cascade,
    pupil_id bigint not null references pupil (id) on delete cascade,
    since bigint not null,
    primary key (person_id, pupil_id)
);
create index guardian_pupil on guardian (pupil_id);

-- A target handed out under a code; a draft until it is published.
create table campaign (
    id bigint primary key,
    school_id bigint not null references school (id) on delete cascade,
    code text not null unique,
    name text not null,
    target text not null,                    -- JSON, see usecases/campaign_targets.py; '' until chosen
    mode text not null,                      -- training, exam, collection
    open_to_all bigint not null,             -- anyone with the code, or its classes only
    opens_at bigint,
    deadline_at bigint,
    late_allowed bigint not null,
    retries bigint not null,
    start_words text not null,
    end_words text not null,
    teacher text not null,                   -- who signs it, as pupils read it
    created_at bigint not null,
    published_at bigint,
    closed_at bigint,
    archived_at bigint
);
create index campaign_school on campaign (school_id);

create table campaign_teacher (
    person_id bigint not null references person (id) on delete cascade,
    campaign_id bigint not null references campaign (id) on delete cascade,
    since bigint not null,
    primary key (person_id, campaign_id)
);
create index campaign_teacher_campaign on campaign_teacher (campaign_id);

create table campaign_class (
    campaign_id bigint not null references campaign (id) on delete cascade,
    class_id bigint not null references classroom (id) on delete cascade,
    primary key (campaign_id, class_id)
);
create index campaign_class_class on campaign_class (class_id);

-- One attempt of one person; its id is that of its assessment.
create table participation (
    person_id bigint not null references person (id) on delete cascade,
    id bigint not null,
    campaign_id bigint not null references campaign (id) on delete cascade,
    pupil_id bigint,                         -- the roster line; null for who came with the code alone
    name text not null,                      -- as the teacher reads it
    attempt bigint not null,                 -- from 1
    started_at bigint not null,
    completed_at bigint,
    sent_at bigint,                          -- when the teacher got it
    late bigint not null default 0,          -- completed after the deadline
    mastery bigint,                          -- percent; null until completed, and for a collection
    result text,                             -- JSON, see usecases/campaign_results.py
    primary key (person_id, id)
);
create index participation_campaign on participation (campaign_id, person_id);

-- When somebody was last reminded of a campaign by a teacher: once a day at most.
create table nudge (
    person_id bigint not null references person (id) on delete cascade,
    campaign_id bigint not null references campaign (id) on delete cascade,
    at bigint not null,
    primary key (person_id, campaign_id)
);
create index nudge_campaign on nudge (campaign_id);

-- A message from a teacher to many.
create table broadcast (
    id bigint primary key,
    school_id bigint not null references school (id) on delete cascade,
    made_by bigint references person (id) on delete set null,
    campaign_id bigint references campaign (id) on delete cascade,
    audience text not null,                  -- JSON, see usecases/broadcasts/audience.py
    words text,                              -- '': the message that comes with a campaign; null until chosen
    state text not null,                     -- draft, sending, done, stopped, withdrawn
    created_at bigint not null,
    started_at bigint,
    ended_at bigint,                         -- nothing is on its way any more
    progress_message bigint,                 -- the message that tells how far it is, in the teacher's chat
    shown_at bigint
);
create index broadcast_made_by on broadcast (made_by);
create index broadcast_campaign on broadcast (campaign_id);
create index broadcast_running on broadcast (id) where started_at is not null and ended_at is null;

create table broadcast_recipient (
    broadcast_id bigint not null references broadcast (id) on delete cascade,
    chat_id bigint not null,
    person_id bigint references person (id) on delete cascade,  -- null for a group
    name text not null,
    state text not null,                     -- waiting, queued, sent, blocked, failed, uncertain, cancelled
    primary key (broadcast_id, chat_id)
);
create index broadcast_recipient_waiting on broadcast_recipient (broadcast_id) where state = 'waiting';
create index broadcast_recipient_person on broadcast_recipient (person_id);

-- Telegram groups the bot is in.
create table class_group (
    chat_id bigint primary key,
    title text not null,
    school_id bigint references school (id) on delete cascade,
    class_id bigint references classroom (id) on delete set null,
    asked_by bigint references person (id) on delete set null,  -- may link it: who added the bot, or asked last
    added_at bigint not null,
    explained_at bigint,                     -- when the bot said there what it is
    left_at bigint
);
create index class_group_class on class_group (class_id);
create index class_group_asked_by on class_group (asked_by);

-- The one message about a campaign in a group, with the count of those who finished.
create table campaign_group (
    campaign_id bigint not null references campaign (id) on delete cascade,
    chat_id bigint not null references class_group (chat_id) on delete cascade,
    words text not null,                     -- the teacher's
    message_id bigint,
    finished bigint not null,                -- the count it shows
    primary key (campaign_id, chat_id)
);

-- The text that somebody is asked to write, and what for.
create table dialog (
    person_id bigint primary key references person (id) on delete cascade,
    kind text not null,
    about text not null                      -- JSON
);

-- Answers of an exam count in it alone; a send of which nobody knows whether it arrived is not made twice.
alter table outbox add column once bigint not null default 0;
alter table outbox add column begun_at bigint;
