-- name: add_participation
insert into participation (person_id, id, campaign_id, pupil_id, name, attempt, started_at)
values (:person_id, :id, :campaign_id, :pupil_id, :name, :attempt, :started_at)

-- name: participation
select person_id, id, campaign_id, pupil_id, name, attempt, started_at, completed_at, sent_at, late, mastery, result
from participation where person_id = :person_id and id = :id

-- name: participations_in
select person_id, id, campaign_id, pupil_id, name, attempt, started_at, completed_at, sent_at, late, mastery, result
from participation where person_id = :person_id and campaign_id = :campaign_id order by attempt

-- name: participations_of
select person_id, id, campaign_id, pupil_id, name, attempt, started_at, completed_at, sent_at, late, mastery, result
from participation where person_id = :person_id order by id

-- name: complete_participation
update participation set completed_at = :completed_at, late = :late, mastery = :mastery, result = :result
where person_id = :person_id and id = :id and completed_at is null

-- name: send_participation
update participation set sent_at = :sent_at where person_id = :person_id and id = :id and sent_at is null

-- name: keep_participations
update participation set pupil_id = :pupil_id, name = :name
where person_id = :person_id
  and (pupil_id is null and campaign_id in (select cc.campaign_id from campaign_class cc where cc.class_id = :class_id)
       or pupil_id in (select p.id from pupil p where p.class_id = :class_id and p.person_id = :person_id
                       and p.set_aside_at is not null))

-- name: detach_participations
update participation set pupil_id = null, name = '' where person_id = :person_id and pupil_id = :pupil_id

-- name: campaigns_of_pupil
select c.id, c.school_id, c.code, c.name, c.target, c.mode, c.open_to_all, c.opens_at, c.deadline_at, c.late_allowed,
       c.retries, c.start_words, c.end_words, c.teacher, c.created_at, c.published_at, c.closed_at, c.archived_at
from campaign c
where c.id in (select cc.campaign_id from pupil p join campaign_class cc on cc.class_id = p.class_id
               where p.person_id = :person_id and p.set_aside_at is null
               union select m.campaign_id from participation m where m.person_id = :person_id)
  and c.published_at is not null
order by c.id

-- name: latest_finished
select m.person_id, m.id, m.completed_at from participation m
where m.campaign_id = :campaign_id and m.person_id > :after and m.completed_at is not null
  and not exists (select 1 from participation n where n.campaign_id = m.campaign_id and n.person_id = m.person_id
                  and n.completed_at is not null and n.id > m.id)
order by m.person_id limit :most

-- name: last_name
select name from participation where person_id = :person_id and pupil_id is null and name <> ''
order by id desc limit 1

-- name: name_participations
update participation set name = :name
where person_id = :person_id and campaign_id = :campaign_id and pupil_id is null and name = ''

-- name: put_profile
update participation set completed_at = :now, sent_at = :now, late = :late, result = :result
where person_id = :person_id and id = :id
