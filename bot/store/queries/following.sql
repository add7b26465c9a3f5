-- name: enrolled_pupils
select p.id, p.family_name, p.given_name, c.name, p.person_id, coalesce(person.reachable, 0), coalesce(person.chat_id, 0)
from campaign_class cc
join classroom c on c.id = cc.class_id
join pupil p on p.class_id = cc.class_id and p.set_aside_at is null
left join person on person.id = p.person_id
where cc.campaign_id = :campaign_id
order by p.family_name, p.given_name, p.id

-- name: participations_of_campaign
select person_id, id, campaign_id, pupil_id, name, attempt, started_at, completed_at, sent_at, late, mastery,
       case when :whole = 1 then result end
from participation where campaign_id = :campaign_id order by person_id, attempt

-- name: guests_of_campaign
select distinct person.id, person.reachable, person.chat_id
from participation join person on person.id = participation.person_id
where participation.campaign_id = :campaign_id

-- name: answers_in
select count(*) from answer where person_id = :person_id and assessment_id = :id

-- name: nudged_since
select person_id from nudge where campaign_id = :campaign_id and at > :since

-- name: put_nudge
insert into nudge (person_id, campaign_id, at) values (:person_id, :campaign_id, :at)
on conflict (person_id, campaign_id) do update set at = excluded.at where nudge.at <= :since

-- name: nudges_to_come
select count(*), min(due_at) from notice
where campaign_id = :campaign_id and kind = 'nudge' and ended_at is null and letter_id is null and due_at > :now

-- name: forget_nudges_to_come
delete from nudge where campaign_id = :campaign_id and person_id in (
    select person_id from notice
    where campaign_id = :campaign_id and kind = 'nudge' and ended_at is null and letter_id is null and due_at > :now)

-- name: call_off_nudges
update notice set ended_at = :now, fate = 'called_off'
where campaign_id = :campaign_id and kind = 'nudge' and ended_at is null and letter_id is null and due_at > :now
