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
where person_id = :person_id and pupil_id is null
  and campaign_id in (select cc.campaign_id from campaign_class cc where cc.class_id = :class_id)

-- name: detach_participations
update participation set pupil_id = null where person_id = :person_id and pupil_id = :pupil_id
