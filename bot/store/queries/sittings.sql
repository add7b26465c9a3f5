-- name: sitting
select id, school_id, code, staff_code, rules, starts_at, room, minutes, organiser, created_at, announced_at,
       opened_at, closed_at, cancelled_at, published_at
from sitting where id = :id

-- name: sitting_locked
select id, school_id, code, staff_code, rules, starts_at, room, minutes, organiser, created_at, announced_at,
       opened_at, closed_at, cancelled_at, published_at
from sitting where id = :id {for_update}

-- name: sitting_of_code
select id, school_id, code, staff_code, rules, starts_at, room, minutes, organiser, created_at, announced_at,
       opened_at, closed_at, cancelled_at, published_at
from sitting where code = :code

-- name: sittings_of_school
select id, school_id, code, staff_code, rules, starts_at, room, minutes, organiser, created_at, announced_at,
       opened_at, closed_at, cancelled_at, published_at
from sitting where school_id = :school_id order by id desc

-- name: add_sitting
insert into sitting (id, school_id, code, staff_code, rules, starts_at, room, minutes, organiser,
                     created_at, announced_at, opened_at, closed_at, cancelled_at, published_at)
values (:id, :school_id, :code, :staff_code, :rules, :starts_at, :room, :minutes, :organiser,
        :created_at, :announced_at, :opened_at, :closed_at, :cancelled_at, :published_at)

-- name: save_sitting
update sitting set rules = :rules, starts_at = :starts_at, room = :room, minutes = :minutes, organiser = :organiser,
    announced_at = :announced_at, opened_at = :opened_at, closed_at = :closed_at, cancelled_at = :cancelled_at,
    published_at = :published_at
where id = :id

-- name: delete_sitting
delete from sitting where id = :id

-- name: classes_of_sitting
select c.id, c.school_id, c.name, c.level, c.code, c.created_at, c.archived_at
from sitting_class s join classroom c on c.id = s.class_id
where s.sitting_id = :sitting_id order by c.name, c.id

-- name: put_sitting_class
insert into sitting_class (sitting_id, class_id) values (:sitting_id, :class_id) on conflict do nothing

-- name: drop_sitting_class
delete from sitting_class where sitting_id = :sitting_id and class_id = :class_id

-- name: sitting_staff
select s.person_id, s.role, m.name, p.chat_id
from sitting_staff s
join sitting t on t.id = s.sitting_id
join member m on m.person_id = s.person_id and m.school_id = t.school_id and m.withdrawn_at is null
join person p on p.id = s.person_id
where s.sitting_id = :sitting_id order by m.name, s.person_id, s.role

-- name: roles_in_sitting
select role from sitting_staff where person_id = :person_id and sitting_id = :sitting_id

-- name: put_sitting_staff
insert into sitting_staff (person_id, sitting_id, role, since) values (:person_id, :sitting_id, :role, :since)
on conflict do nothing

-- name: drop_sitting_staff
delete from sitting_staff where person_id = :person_id and sitting_id = :sitting_id and role = :role

-- name: candidates
select c.sitting_id, c.id, c.pupil_id, c.person_id, c.extra, c.entered_at, c.accepted_at, c.present_at,
       c.authorised_at, c.started_at, c.stopped_at, c.stopped_for, c.cleared_at, c.lost_ms, c.warned,
       c.ended_at, c.ended_for, c.assessment_id, c.opening, c.ruling, c.comment, c.result,
       c.published_at, c.shared_at, p.family_name, p.given_name, p.class_id, r.name, p.person_id
from candidate c join pupil p on p.id = c.pupil_id join classroom r on r.id = p.class_id
where c.sitting_id = :sitting_id order by r.name, p.key, c.id

-- name: candidate
select c.sitting_id, c.id, c.pupil_id, c.person_id, c.extra, c.entered_at, c.accepted_at, c.present_at,
       c.authorised_at, c.started_at, c.stopped_at, c.stopped_for, c.cleared_at, c.lost_ms, c.warned,
       c.ended_at, c.ended_for, c.assessment_id, c.opening, c.ruling, c.comment, c.result,
       c.published_at, c.shared_at, p.family_name, p.given_name, p.class_id, r.name, p.person_id
from candidate c join pupil p on p.id = c.pupil_id join classroom r on r.id = p.class_id
where c.id = :id

-- name: lock_candidate
select id from candidate where id = :id {for_update}

-- name: candidate_running
select c.sitting_id, c.id, c.pupil_id, c.person_id, c.extra, c.entered_at, c.accepted_at, c.present_at,
       c.authorised_at, c.started_at, c.stopped_at, c.stopped_for, c.cleared_at, c.lost_ms, c.warned,
       c.ended_at, c.ended_for, c.assessment_id, c.opening, c.ruling, c.comment, c.result,
       c.published_at, c.shared_at, p.family_name, p.given_name, p.class_id, r.name, p.person_id
from candidate c join pupil p on p.id = c.pupil_id join classroom r on r.id = p.class_id
where c.person_id = :person_id and c.started_at is not null and c.ended_at is null
order by c.started_at desc limit 1

-- name: candidates_of_phone
select c.sitting_id, c.id, c.pupil_id, c.person_id, c.extra, c.entered_at, c.accepted_at, c.present_at,
       c.authorised_at, c.started_at, c.stopped_at, c.stopped_for, c.cleared_at, c.lost_ms, c.warned,
       c.ended_at, c.ended_for, c.assessment_id, c.opening, c.ruling, c.comment, c.result,
       c.published_at, c.shared_at, p.family_name, p.given_name, p.class_id, r.name, p.person_id
from candidate c join pupil p on p.id = c.pupil_id join classroom r on r.id = p.class_id
where c.person_id = :person_id order by c.sitting_id desc

-- name: candidates_of_account
select c.sitting_id, c.id, c.pupil_id, c.person_id, c.extra, c.entered_at, c.accepted_at, c.present_at,
       c.authorised_at, c.started_at, c.stopped_at, c.stopped_for, c.cleared_at, c.lost_ms, c.warned,
       c.ended_at, c.ended_for, c.assessment_id, c.opening, c.ruling, c.comment, c.result,
       c.published_at, c.shared_at, p.family_name, p.given_name, p.class_id, r.name, p.person_id
from candidate c join pupil p on p.id = c.pupil_id join classroom r on r.id = p.class_id join sitting s on s.id = c.sitting_id
where p.person_id = :person_id and s.announced_at is not null order by c.sitting_id desc

-- name: add_candidate
insert into candidate (sitting_id, id, pupil_id) values (:sitting_id, :id, :pupil_id)
on conflict (sitting_id, pupil_id) do nothing

-- name: drop_candidate
delete from candidate where id = :id and started_at is null

-- name: save_candidate
update candidate set person_id = :person_id, extra = :extra, entered_at = :entered_at, accepted_at = :accepted_at,
    present_at = :present_at, authorised_at = :authorised_at, started_at = :started_at, stopped_at =
    :stopped_at, stopped_for = :stopped_for, cleared_at = :cleared_at, lost_ms = :lost_ms, warned =
    :warned, ended_at = :ended_at, ended_for = :ended_for, assessment_id = :assessment_id, opening =
    :opening, ruling = :ruling, comment = :comment, result = :result, published_at = :published_at,
    shared_at = :shared_at
where id = :id

-- name: put_entry_request
insert into entry_request (person_id, sitting_id, candidate_id, asked_at)
values (:person_id, :sitting_id, :candidate_id, :asked_at)
on conflict (person_id, sitting_id) do update
set candidate_id = excluded.candidate_id, asked_at = excluded.asked_at, accepted_at = null

-- name: accept_entry_request
update entry_request set accepted_at = :accepted_at
where person_id = :person_id and sitting_id = :sitting_id and candidate_id = :candidate_id and accepted_at is null

-- name: drop_accepted_entry_requests
delete from entry_request where candidate_id = :candidate_id and accepted_at is not null

-- name: entry_requests_of_person
select person_id, sitting_id, candidate_id, asked_at, accepted_at from entry_request
where person_id = :person_id order by asked_at desc, sitting_id desc

-- name: entry_requests
select person_id, sitting_id, candidate_id, asked_at, accepted_at from entry_request
where sitting_id = :sitting_id order by asked_at, person_id

-- name: entry_request
select person_id, sitting_id, candidate_id, asked_at, accepted_at from entry_request
where person_id = :person_id and sitting_id = :sitting_id

-- name: drop_entry_request
delete from entry_request where person_id = :person_id and sitting_id = :sitting_id

-- name: sitting_questions
select candidate_id, number, competence, skill, challenge, variant, step, withdrawn_at, neutralised_at
from sitting_question where candidate_id = :candidate_id order by number

-- name: questions_of_sitting
select q.candidate_id, q.number, q.competence, q.skill, q.challenge, q.variant, q.step, q.withdrawn_at,
       q.neutralised_at
from candidate c join sitting_question q on q.candidate_id = c.id
where c.sitting_id = :sitting_id order by q.candidate_id, q.number

-- name: put_sitting_question
insert into sitting_question (candidate_id, number, competence, skill, challenge, variant, step, withdrawn_at, neutralised_at)
values (:candidate_id, :number, :competence, :skill, :challenge, :variant, :step, :withdrawn_at,
        :neutralised_at)
on conflict (candidate_id, number) do update set
    step = excluded.step, withdrawn_at = excluded.withdrawn_at, neutralised_at = excluded.neutralised_at

-- name: add_incident
insert into incident (sitting_id, id, candidate_id, number, kind, words, at, decided_at, decision, decided_by)
values (:sitting_id, :id, :candidate_id, :number, :kind, :words, :at, :decided_at, :decision, :decided_by)

-- name: incident
select sitting_id, id, candidate_id, number, kind, words, at, decided_at, decision, decided_by
from incident where id = :id {for_update}

-- name: incidents
select sitting_id, id, candidate_id, number, kind, words, at, decided_at, decision, decided_by
from incident where sitting_id = :sitting_id order by at, id

-- name: decide_incident
update incident set decision = :decision, decided_by = :decided_by, decided_at = :decided_at
where id = :id and decided_at is null

-- name: add_ruling
insert into ruling (candidate_id, id, kind, number, words, at, made_by)
values (:candidate_id, :id, :kind, :number, :words, :at, :made_by)

-- name: rulings
select u.candidate_id, u.id, u.kind, u.number, u.words, u.at, u.made_by
from candidate c join ruling u on u.candidate_id = c.id
where c.sitting_id = :sitting_id order by u.at, u.id

-- name: pulse
select at from pulse where name = :name and at is not null

-- name: make_pulse
insert into pulse (name) values (:name) on conflict (name) do nothing

-- name: pulse_locked
select at, process from pulse where name = :name {for_update}

-- name: put_pulse
update pulse set at = :at, process = :process where name = :name

-- name: pulse_and_clocks
select (select at from pulse where name = :name),
       case when exists (select 1 from candidate where started_at is not null and ended_at is null) then 1 else 0 end

-- name: sittings_of_staff
select distinct t.id, t.school_id, t.code, t.staff_code, t.rules, t.starts_at, t.room, t.minutes, t.organiser,
       t.created_at, t.announced_at, t.opened_at, t.closed_at, t.cancelled_at, t.published_at
from sitting_staff s join sitting t on t.id = s.sitting_id
where s.person_id = :person_id and t.school_id = :school_id order by t.id desc

-- name: sittings_of_class
select sitting_id from sitting_class where class_id = :class_id order by sitting_id

-- name: leave_out
insert into sitting_left_out (sitting_id, pupil_id) values (:sitting_id, :pupil_id) on conflict do nothing

-- name: take_back
delete from sitting_left_out where sitting_id = :sitting_id and pupil_id = :pupil_id

-- name: left_out
select p.class_id, p.id, p.family_name, p.given_name, p.key, p.person_id, p.joined_at, p.selector, p.secret,
       p.guardian_selector, p.guardian_secret, p.added_at, p.set_aside_at
from sitting_left_out l
join pupil p on p.id = l.pupil_id
join sitting_class s on s.sitting_id = l.sitting_id and s.class_id = p.class_id
where l.sitting_id = :sitting_id and p.set_aside_at is null order by p.key, p.id

-- name: to_summon
select p.id from sitting_class s join pupil p on p.class_id = s.class_id
where s.sitting_id = :sitting_id and p.set_aside_at is null
  and not exists (select 1 from candidate c where c.sitting_id = s.sitting_id and c.pupil_id = p.id)
  and not exists (select 1 from sitting_left_out l where l.sitting_id = s.sitting_id and l.pupil_id = p.id)
order by p.id

-- name: to_unsummon
select c.id from candidate c join pupil p on p.id = c.pupil_id
where c.sitting_id = :sitting_id and c.entered_at is null
  and (p.set_aside_at is not null
       or not exists (select 1 from sitting_class s where s.sitting_id = c.sitting_id and s.class_id = p.class_id))
order by c.id

-- name: answers_of_sitting
select c.id, a.assessment_id, a.step, a.competence, a.skill, a.challenge, a.variant, a.verdict, a.response, a.seconds,
       a.answered_at
from candidate c join answer a on a.person_id = c.person_id and a.assessment_id = c.assessment_id
where c.sitting_id = :sitting_id order by c.id, a.step

-- name: answers_of_candidate
select a.assessment_id, a.step, a.competence, a.skill, a.challenge, a.variant, a.verdict, a.response, a.seconds,
       a.answered_at
from candidate c join answer a on a.person_id = c.person_id and a.assessment_id = c.assessment_id
where c.id = :id order by a.step

-- name: rulings_of_candidate
select candidate_id, id, kind, number, words, at, made_by from ruling where candidate_id = :candidate_id order by at, id

-- name: sitting_progress
select q.candidate_id, count(*), count(q.step)
from candidate c join sitting_question q on q.candidate_id = c.id
where c.sitting_id = :sitting_id and q.withdrawn_at is null group by q.candidate_id

-- name: board
select person_id, sitting_id, message_id, page, digest, shown_at from sitting_board
where person_id = :person_id and sitting_id = :sitting_id

-- name: put_board
insert into sitting_board (person_id, sitting_id, message_id, page, digest, shown_at)
values (:person_id, :sitting_id, :message_id, :page, :digest, :shown_at)
on conflict (person_id, sitting_id) do update set
    message_id = excluded.message_id, page = excluded.page, digest = excluded.digest, shown_at = excluded.shown_at

-- name: drop_board
delete from sitting_board where person_id = :person_id and sitting_id = :sitting_id

-- name: leave_board
delete from sitting_board where person_id = :person_id and message_id = :message_id

-- name: boards_due
select person_id, sitting_id from sitting_board where shown_at <= :before order by shown_at

-- name: summoned_to
select s.id from candidate c join sitting s on s.id = c.sitting_id
where c.pupil_id = :pupil_id and s.announced_at is not null and s.closed_at is null and s.cancelled_at is null
order by s.id

-- name: summoned_lines
select distinct p.id from pupil p join candidate c on c.pupil_id = p.id where p.person_id = :person_id

-- name: settled
update candidate set settled_at = :settled_at where id = :id and settled_at is null

-- name: unsettled
select id from candidate where ended_at is not null and settled_at is null order by id

-- name: overdue
select id from sitting
where announced_at is not null and closed_at is null and cancelled_at is null and starts_at <= :before
order by starts_at

-- name: something_goes_on
select case when exists (select 1 from candidate where started_at is not null and ended_at is null)
              or exists (select 1 from candidate where ended_at is not null and settled_at is null)
              or exists (select 1 from sitting_board b join sitting s on s.id = b.sitting_id
                         where s.opened_at is not null or s.closed_at is not null or s.cancelled_at is not null
                               or s.starts_at <= :soon)
              or exists (select 1 from sitting where announced_at is not null and closed_at is null
                         and cancelled_at is null and starts_at <= :before) then 1 else 0 end

-- name: running
select sitting_id, id, started_at from candidate where started_at is not null and ended_at is null

-- name: seen_incident
select sitting_id, id, candidate_id, number, kind, words, at, decided_at, decision, decided_by
from incident where id = :id

-- name: candidate_in_test
-- Ended by an invigilator, the test is the candidate's until their own turn, or a tick, has closed it.
select c.sitting_id, c.id, c.pupil_id, c.person_id, c.extra, c.entered_at, c.accepted_at, c.present_at,
       c.authorised_at, c.started_at, c.stopped_at, c.stopped_for, c.cleared_at, c.lost_ms, c.warned,
       c.ended_at, c.ended_for, c.assessment_id, c.opening, c.ruling, c.comment, c.result,
       c.published_at, c.shared_at, p.family_name, p.given_name, p.class_id, r.name, p.person_id
from candidate c join pupil p on p.id = c.pupil_id join classroom r on r.id = p.class_id
where c.person_id = :person_id and c.started_at is not null and (c.ended_at is null or c.settled_at is null)
order by c.started_at desc limit 1

-- name: put_alert
insert into sitting_alert (person_id, sitting_id, about, message_id)
values (:person_id, :sitting_id, :about, :message_id)
on conflict (person_id, about) do update set message_id = excluded.message_id

-- name: alerts
select p.chat_id, a.message_id from sitting_alert a join person p on p.id = a.person_id
where a.sitting_id = :sitting_id and a.about = :about order by a.person_id

-- name: drop_alerts
delete from sitting_alert where sitting_id = :sitting_id and about = :about

-- name: leave_alert
delete from sitting_alert where person_id = :person_id and message_id = :message_id

-- name: candidates_of_line
select id from candidate where pupil_id = :pupil_id order by id

-- name: candidates_concerning
select id from candidate where person_id = :person_id
union
select c.id from candidate c join pupil p on p.id = c.pupil_id where p.person_id = :person_id
order by 1

-- name: shown_in_sittings
select q.challenge, q.variant
from pupil own
join pupil p on p.id = own.id or p.person_id = own.person_id
join candidate c on c.pupil_id = p.id
join sitting_question q on q.candidate_id = c.id
where own.id = :pupil_id and q.step is not null

-- name: lines_sat_by_others
select distinct c.pupil_id from pupil p join candidate c on c.pupil_id = p.id
where p.class_id = :class_id and c.started_at is not null and c.person_id is not null and c.person_id <> :person_id

-- name: sittings_to_judge
select id from sitting where closed_at > :after and published_at is null and cancelled_at is null order by closed_at

-- name: put_staff_code
update sitting set staff_code = :code where id = :id

-- name: sat_elsewhere
select c.id from pupil p join candidate c on c.pupil_id = p.id
where p.person_id = :person_id and c.person_id <> :person_id and c.started_at is not null and c.ended_at is null
limit 1
