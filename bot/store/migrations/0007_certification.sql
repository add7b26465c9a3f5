-- A mock certification held in a school: a draft until it is announced.
create table sitting (
    id bigint primary key,
    school_id bigint not null references school (id) on delete cascade,
    code text not null unique,               -- the access code of candidates, given in the room
    staff_code text not null unique,         -- the invigilator's own
    rules text not null,                     -- profile, adaptive
    starts_at bigint,                        -- null until chosen
    room text not null,
    minutes bigint not null,                 -- without extra time
    organiser text not null,                 -- who signs it, as candidates read the name
    created_at bigint not null,
    announced_at bigint,
    opened_at bigint,                        -- an invigilator let candidates enter before the usual moment
    closed_at bigint,                        -- it is over: nobody enters or begins any more
    cancelled_at bigint,
    published_at bigint                      -- when the jury last published
);
create index sitting_school on sitting (school_id);
create index sitting_open on sitting (starts_at)
    where announced_at is not null and closed_at is null and cancelled_at is null;

create table sitting_class (
    sitting_id bigint not null references sitting (id) on delete cascade,
    class_id bigint not null references classroom (id) on delete cascade,
    primary key (sitting_id, class_id)
);
create index sitting_class_class on sitting_class (class_id);

-- Pupils of those classes who are not summoned on purpose; others who come are.
create table sitting_left_out (
    sitting_id bigint not null references sitting (id) on delete cascade,
    pupil_id bigint not null references pupil (id) on delete cascade,
    primary key (sitting_id, pupil_id)
);
create index sitting_left_out_pupil on sitting_left_out (pupil_id);

-- Who does what in a sitting; administrators of the school may do everything.
create table sitting_staff (
    person_id bigint not null references person (id) on delete cascade,
    sitting_id bigint not null references sitting (id) on delete cascade,
    role text not null,                      -- organiser (jury too), invigilator, results (is sent them)
    since bigint not null,
    primary key (person_id, sitting_id, role)
);
create index sitting_staff_sitting on sitting_staff (sitting_id);

-- A line of a roster that was summoned. Its clock: see usecases/certification/clock.py.
create table candidate (
    sitting_id bigint not null references sitting (id) on delete cascade,
    id bigint not null unique,
    pupil_id bigint not null references pupil (id) on delete cascade,
    person_id bigint references person (id) on delete set null,  -- whose phone they sit with, once entered
    extra bigint not null default 0,         -- percent of time more
    entered_at bigint,                       -- gave the access code and said who they are
    accepted_at bigint,                      -- read and accepted the rules
    present_at bigint,                       -- the invigilator saw them
    authorised_at bigint,                    -- the invigilator lets them begin
    started_at bigint,                       -- began: the clock runs from then on
    stopped_at bigint,                       -- the clock stands still since
    stopped_for text,                        -- break, incident
    cleared_at bigint,                       -- stopped, and the invigilator lets them go on
    lost_ms bigint not null default 0,       -- time since the start that does not count
    warned bigint,                           -- the latest warning, in minutes left
    ended_at bigint,
    ended_for text,                          -- finished, time, candidate, invigilator, technical
    settled_at bigint,                       -- ended, and their test is closed and their phone told
    assessment_id bigint,
    opening text,                            -- JSON: what the result rests on, see certification/opening.py
    ruling text,                             -- the jury's: cancelled, rejected, held; null for what the rules give
    comment text not null default '',        -- the jury's words to the candidate
    result text,                             -- JSON, as it was published; null before
    published_at bigint,
    shared_at bigint,                        -- when the candidate let the guardians know
    primary key (sitting_id, id),
    unique (sitting_id, pupil_id)
);
create index candidate_pupil on candidate (pupil_id);
create index candidate_person on candidate (person_id);
create index candidate_running on candidate (person_id) where started_at is not null and ended_at is null;
create index candidate_unsettled on candidate (id) where ended_at is not null and settled_at is null;

-- Somebody with another phone says they are a candidate: the invigilator decides.
create table entry_request (
    person_id bigint not null references person (id) on delete cascade,
    sitting_id bigint not null references sitting (id) on delete cascade,
    candidate_id bigint not null references candidate (id) on delete cascade,
    asked_at bigint not null,
    accepted_at bigint,                      -- the next tap of who asked brings the test to their phone
    primary key (person_id, sitting_id)
);
create index entry_request_sitting on entry_request (sitting_id);
create index entry_request_candidate on entry_request (candidate_id);

-- What a candidate is asked, in this order. By profile all of it is drawn at the start.
create table sitting_question (
    candidate_id bigint not null references candidate (id) on delete cascade,
    number bigint not null,                  -- from 1
    competence text not null,
    skill text not null,
    challenge text not null,
    variant bigint not null,
    step bigint,                             -- of its answer in the assessment; null until shown
    withdrawn_at bigint,                     -- by the invigilator: it does not count, another one came
    neutralised_at bigint,                   -- by the jury, or by a technical end
    primary key (candidate_id, number)
);

create table incident (
    sitting_id bigint not null references sitting (id) on delete cascade,
    id bigint not null unique,
    candidate_id bigint references candidate (id) on delete cascade,  -- null: the whole sitting
    number bigint,                           -- of the question it is about
    kind text not null,                      -- question, phone, break, technical, outage, conduct
    words text not null,
    at bigint not null,
    decided_at bigint,
    decision text,                           -- withdrawn, refused, noted
    decided_by bigint references person (id) on delete set null,
    primary key (sitting_id, id)
);
create index incident_candidate on incident (candidate_id);
create index incident_decided_by on incident (decided_by);

-- What the jury did, in its order.
create table ruling (
    candidate_id bigint not null references candidate (id) on delete cascade,
    id bigint not null,
    kind text not null,                      -- neutralised, restored, cancelled, rejected, held, confirmed, commented, published
    number bigint,                           -- of the question
    words text not null,
    at bigint not null,
    made_by bigint references person (id) on delete set null,
    primary key (candidate_id, id)
);
create index ruling_made_by on ruling (made_by);

create table certificate (
    person_id bigint not null references person (id) on delete cascade,
    id bigint not null,
    code text not null unique,               -- P- and 8 characters
    candidate_id bigint not null references candidate (id) on delete cascade,
    name text not null,                      -- as it is compared with what is typed: «lea martin»
    document text not null,                  -- JSON: all that it shows
    issued_at bigint not null,
    valid_until bigint not null,
    voided_at bigint,                        -- another one took its place, or the result was cancelled
    primary key (person_id, id)
);
create index certificate_candidate on certificate (candidate_id);
create index certificate_name on certificate (name);

-- The list of a sitting on an invigilator's screen, kept up to date.
create table sitting_board (
    person_id bigint not null references person (id) on delete cascade,
    sitting_id bigint not null references sitting (id) on delete cascade,
    message_id bigint not null,
    page bigint not null,
    digest text not null,                    -- of what it shows
    shown_at bigint not null,
    primary key (person_id, sitting_id)
);
create index sitting_board_sitting on sitting_board (sitting_id);

-- What an invigilator was asked to decide, in a message of its own, until somebody did.
create table sitting_alert (
    person_id bigint not null references person (id) on delete cascade,
    sitting_id bigint not null references sitting (id) on delete cascade,
    about bigint not null,                   -- the incident, or who asks to come in with another phone
    message_id bigint not null,
    primary key (person_id, about)
);
create index sitting_alert_sitting on sitting_alert (sitting_id, about);

-- When the bot was last seen at work: the time it was not is given back to candidates.
create table pulse (
    name text primary key,                   -- bot
    at bigint,                               -- null while no candidate's clock runs
    process bigint                           -- who wrote it: a number each process takes at its start
);

-- Sittings are reminded of, and told about, as campaigns are.
alter table occasion add column sitting_id bigint references sitting (id) on delete cascade;
drop index occasion_of_school;
create unique index occasion_of_school on occasion (school_id, kind) where campaign_id is null and sitting_id is null;
create unique index occasion_of_sitting on occasion (sitting_id, kind, days) where sitting_id is not null;
alter table notice add column sitting_id bigint references sitting (id) on delete cascade;
create index notice_sitting on notice (sitting_id);
