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

-- name: tally
-- The board counted where it lies: of a campaign of thousands, a letter tells numbers and a few names.
with line as (
    select min(l.id) as pupil_id, l.person_id
    from campaign_class cc join pupil l on l.class_id = cc.class_id and l.set_aside_at is null
    where cc.campaign_id = :campaign_id group by coalesce(l.person_id, -l.id), l.person_id
),
tried as (
    select person_id, max(case when sent_at is not null then 1 else 0 end) as done,
           min(case when sent_at is not null then 2 * attempt + late end) as first_sent
    from participation where campaign_id = :campaign_id group by person_id
),
board as (
    select line.pupil_id, line.person_id, coalesce(p.reachable, 0) as reachable, t.done, t.first_sent
    from line left join person p on p.id = line.person_id left join tried t on t.person_id = line.person_id
    union all
    select null, t.person_id, p.reachable, t.done, t.first_sent
    from tried t join person p on p.id = t.person_id
    where not exists (select 1 from line where line.person_id = t.person_id)
)
select count(*), coalesce(sum(case when done = 1 then 1 else 0 end), 0),
       coalesce(sum(case when first_sent % 2 = 1 then 1 else 0 end), 0),
       coalesce(sum(case when done = 0 then 1 else 0 end), 0),
       coalesce(sum(case when done is null then 1 else 0 end), 0),
       coalesce(sum(case when done is null and reachable = 1 then 1 else 0 end), 0),
       coalesce(sum(case when coalesce(done, 0) = 0 and reachable = 0 then 1 else 0 end), 0)
from board

-- name: names_to_tell
with line as (
    select min(l.id) as pupil_id, l.person_id
    from campaign_class cc join pupil l on l.class_id = cc.class_id and l.set_aside_at is null
    where cc.campaign_id = :campaign_id group by coalesce(l.person_id, -l.id), l.person_id
),
tried as (
    select person_id, max(case when sent_at is not null then 1 else 0 end) as done,
           min(case when sent_at is not null then 2 * attempt + late end) as first_sent
    from participation where campaign_id = :campaign_id group by person_id
),
board as (
    select line.pupil_id, line.person_id, coalesce(p.reachable, 0) as reachable, t.done, t.first_sent
    from line left join person p on p.id = line.person_id left join tried t on t.person_id = line.person_id
    union all
    select null, t.person_id, p.reachable, t.done, t.first_sent
    from tried t join person p on p.id = t.person_id
    where not exists (select 1 from line where line.person_id = t.person_id)
)
select coalesce(l.given_name, ''), coalesce(l.family_name, (
    select m.name from participation m where m.campaign_id = :campaign_id and m.person_id = board.person_id
    order by m.attempt desc limit 1))
from board left join pupil l on l.id = board.pupil_id
where coalesce(board.done, 0) = 0 and board.reachable = :reachable
  and (board.done is null or board.reachable = 0)
order by lower(l.family_name), lower(l.given_name), l.id limit :most
