-- name: person_of_chat
select id, chat_id, role, under_15, device, grade, screen, reachable, created_at, came_for
from person where chat_id = :chat_id {for_update}

-- name: person
select id, chat_id, role, under_15, device, grade, screen, reachable, created_at, came_for
from person where id = :id

-- name: person_held
select id, chat_id, role, under_15, device, grade, screen, reachable, created_at, came_for
from person where id = :id {skip_locked}

-- name: add_person
insert into person (id, chat_id, created_at) values (:id, :chat_id, :created_at)
on conflict (chat_id) do nothing

-- name: set_role
update person set role = :role where id = :id

-- name: set_under_15
update person set under_15 = :under_15 where id = :id

-- name: set_device
update person set device = :device where id = :id

-- name: set_grade
update person set grade = :grade where id = :id

-- name: set_came_for
update person set came_for = :came_for where id = :id

-- name: set_screen
update person set screen = :screen where id = :id

-- name: set_reachable
update person set reachable = :reachable where chat_id = :chat_id

-- name: unsign_campaigns
update campaign set teacher = coalesce(
    (select min(m.name) from campaign_teacher t
     join member m on m.person_id = t.person_id and m.school_id = campaign.school_id and m.withdrawn_at is null
     where t.campaign_id = campaign.id and t.person_id <> :id), :nobody)
where exists (select 1 from member m
              where m.person_id = :id and m.school_id = campaign.school_id and m.name = campaign.teacher)

-- name: unsign_sittings
update sitting set organiser = coalesce(
    (select min(m.name) from sitting_staff t
     join member m on m.person_id = t.person_id and m.school_id = sitting.school_id and m.withdrawn_at is null
     where t.sitting_id = sitting.id and t.role = 'organiser' and t.person_id <> :id), :nobody)
where exists (select 1 from member m
              where m.person_id = :id and m.school_id = sitting.school_id and m.name = sitting.organiser)

-- name: forget_sitting_questions
delete from sitting_question where candidate_id in (
    select c.id from candidate c join pupil p on p.id = c.pupil_id where coalesce(p.person_id, c.person_id) = :id)

-- name: forget_incidents
update incident set words = '' where candidate_id in (
    select c.id from candidate c join pupil p on p.id = c.pupil_id where coalesce(p.person_id, c.person_id) = :id)

-- name: forget_rulings
update ruling set words = '' where candidate_id in (
    select c.id from candidate c join pupil p on p.id = c.pupil_id where coalesce(p.person_id, c.person_id) = :id)

-- name: forget_candidacies
update candidate set opening = null, assessment_id = null, comment = '', result = null
where coalesce((select person_id from pupil where id = candidate.pupil_id), person_id) = :id

-- name: unjoin_classes
update pupil set joined_at = null where person_id = :id

-- name: erase_person
delete from person where id = :id

-- name: erase_quarantine_of_chat
delete from quarantine where chat_id = :chat_id

-- name: erase_outbox_of_chat
delete from outbox where chat_id = :chat_id
