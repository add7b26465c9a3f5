-- What a school may set about writing to people.
alter table school add column holidays text not null default '';  -- a calendar of school holidays: A, B, C…; '' when unknown
alter table school add column hours text not null default '';     -- JSON, see usecases/reminders/hours.py; '' the usual ones
alter table school add column contact text not null default '';   -- how families reach it, in its own words

-- What a teacher changed in the reminders of a campaign; without a row it has the usual ones.
create table plan (
    campaign_id bigint primary key references campaign (id) on delete cascade,
    pupils text not null,                    -- days before the deadline, «7,3,1,0»; '' none; 0 is the last morning
    guardians text not null,
    words text not null,                     -- the teacher's, in every reminder
    results_shared bigint not null           -- guardians get results
);

-- When a pupil let the guardians know a result.
alter table participation add column shared_at bigint;

-- A broadcast waits until then: nobody is written to at night.
alter table broadcast add column starts_at bigint;

-- One moment of a plan, for many people; from it notices are made, in batches, on its very day.
create table occasion (
    id bigint primary key,
    school_id bigint not null references school (id) on delete cascade,
    campaign_id bigint references campaign (id) on delete cascade,  -- null: what comes every week in a school
    kind text not null,                      -- pupils, guardians, opening, after, results, week, week_staff
    days bigint not null,                    -- before the deadline; every week, the Monday last told; else 0
    at bigint not null,                      -- the moment it is for
    due_at bigint not null,                  -- notices are made from then on
    reached bigint not null,                 -- the last person they were made for, 0 before the first
    done_at bigint
);
create unique index occasion_of_campaign on occasion (campaign_id, kind, days) where campaign_id is not null;
create unique index occasion_of_school on occasion (school_id, kind) where campaign_id is null;
create index occasion_school on occasion (school_id);
create index occasion_due on occasion (due_at) where done_at is null;

-- Something that one person is to be told. Those of one day go out in one letter.
create table notice (
    person_id bigint not null references person (id) on delete cascade,  -- who is told
    id bigint not null,
    kind text not null,                      -- reminder, nudge, opening, finished, result, week, after, week_staff
    key text not null,                       -- what it says: nobody is told it twice
    school_id bigint not null references school (id) on delete cascade,  -- whose zone and hours
    campaign_id bigint references campaign (id) on delete cascade,
    pupil_id bigint references pupil (id) on delete cascade,    -- about whom a guardian is told, by the roster
    child_id bigint references person (id) on delete cascade,   -- or by the pupil's own invitation
    occasion_id bigint,                      -- gone once the plan has changed
    due_at bigint not null,
    valid_until bigint,
    letter_id bigint,                        -- the delivery that carries it
    ended_at bigint,
    fate text,                               -- how it ended, or why it was not sent
    primary key (person_id, id),
    unique (person_id, key)
);
create index notice_due on notice (due_at) where letter_id is null and ended_at is null;
create index notice_letter on notice (letter_id) where letter_id is not null and ended_at is null;
create index notice_ended on notice (ended_at) where ended_at is not null;
create index notice_school on notice (school_id);
create index notice_campaign on notice (campaign_id);
create index notice_pupil on notice (pupil_id);
create index notice_child on notice (child_id);

-- How somebody wants to be reminded.
create table preference (
    person_id bigint primary key references person (id) on delete cascade,
    hours text not null default '',          -- JSON, as the school's; '' the school's
    weekly bigint not null default 1,        -- the digest of the week
    stopped_at bigint,                       -- «tout arrêter»
    paused_until bigint,                     -- «pas avant lundi»
    letter_at bigint                         -- the latest letter: one a day
);
create table muted (
    person_id bigint not null references person (id) on delete cascade,
    campaign_id bigint not null references campaign (id) on delete cascade,
    since bigint not null,
    primary key (person_id, campaign_id)
);
create index muted_campaign on muted (campaign_id);

-- A pupil's own invitation of an adult: single use, a week.
create table guardian_invitation (
    selector text primary key,
    secret text not null,
    child_id bigint not null references person (id) on delete cascade,
    created_at bigint not null,
    expires_at bigint not null,
    used_by bigint references person (id) on delete set null,
    used_at bigint
);
create index guardian_invitation_child on guardian_invitation (child_id);
create index guardian_invitation_used_by on guardian_invitation (used_by);

-- An adult whom the pupil invited; those of the school's letter are in `guardian`.
create table follower (
    person_id bigint not null references person (id) on delete cascade,
    child_id bigint not null references person (id) on delete cascade,
    since bigint not null,
    primary key (person_id, child_id)
);
create index follower_child on follower (child_id);
