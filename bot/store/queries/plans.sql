-- name: plan
select pupils, guardians, words, results_shared from plan where campaign_id = :campaign_id

-- name: put_plan
insert into plan (campaign_id, pupils, guardians, words, results_shared)
values (:campaign_id, :pupils, :guardians, :words, :results_shared)
on conflict (campaign_id) do update set pupils = excluded.pupils, guardians = excluded.guardians,
    words = excluded.words, results_shared = excluded.results_shared

-- name: occasions
select id, school_id, campaign_id, kind, days, at, due_at, reached, done_at, sitting_id
from occasion where campaign_id = :campaign_id order by at, id

-- name: add_occasion
insert into occasion (id, school_id, campaign_id, kind, days, at, due_at, reached, sitting_id)
values (:id, :school_id, :campaign_id, :kind, :days, :at, :due_at, 0, :sitting_id) on conflict do nothing

-- name: remove_occasion
delete from occasion where id = :id

-- name: occasion_exists
select 1 from occasion where id = :id

-- name: due_occasion
select id, school_id, campaign_id, kind, days, at, due_at, reached, done_at, sitting_id
from occasion where done_at is null and due_at <= :now order by due_at limit 1 {skip_locked}

-- name: reach_occasion
update occasion set reached = :reached where id = :id

-- name: end_occasion
update occasion set done_at = :done_at where id = :id

-- name: put_occasion_behind
update occasion set due_at = :due_at where id = :id

-- name: move_occasion
update occasion set days = :days, at = :at, due_at = :due_at, reached = 0, done_at = null where id = :id

-- name: schools_without_occasion
select s.id from school s
where not exists (select 1 from occasion o where o.school_id = s.id and o.campaign_id is null and o.kind = :kind)

-- name: weekly_occasions
select id, school_id, campaign_id, kind, days, at, due_at, reached, done_at, sitting_id
from occasion where school_id = :school_id and campaign_id is null and sitting_id is null order by kind

-- name: reopen_occasions
update occasion set done_at = null, reached = 0, due_at = :now
where campaign_id = :campaign_id and kind in ('pupils', 'guardians', 'opening') and due_at <= :now and at > :now

-- name: running_campaigns
select id from campaign
where published_at is not null and closed_at is null and archived_at is null
  and coalesce(deadline_at, opens_at, published_at) > :since
order by id

-- name: later_occasion
select 1 from occasion where campaign_id = :campaign_id and kind = :kind and at > :at and due_at <= :now

-- name: reminded
-- A key ends with its day: reminder:{campaign}:2026-11-20, and with the child before it for a guardian.
select case when child_id is null and pupil_id is null then 0 else 1 end as guardians,
       min(due_at) as at, count(distinct person_id) as people
from notice where campaign_id = :campaign_id and kind = 'reminder' and fate in ('sent', 'uncertain')
group by guardians, substr(key, length(key) - 9) order by min(due_at), guardians

-- name: occasions_of_sitting
select id, school_id, campaign_id, kind, days, at, due_at, reached, done_at, sitting_id
from occasion where sitting_id = :sitting_id order by at, id
