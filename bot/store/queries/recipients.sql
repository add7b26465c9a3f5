-- name: pupils_to_tell
select p.id, null, null, p.reachable, coalesce(w.hours, ''), coalesce(w.weekly, 1), w.stopped_at, u.since
from (
    select l.person_id as id
    from campaign_class cc
    join classroom c on c.id = cc.class_id and c.archived_at is null
    join pupil l on l.class_id = c.id and l.set_aside_at is null and l.person_id > :after
    where cc.campaign_id = :campaign_id
    union
    select m.person_id from participation m
    where m.campaign_id = :campaign_id and m.person_id > :after and m.pupil_id is null
) r
join person p on p.id = r.id
left join preference w on w.person_id = r.id
left join muted u on u.person_id = r.id and u.campaign_id = :campaign_id
where not exists (select 1 from participation d
                  where d.campaign_id = :campaign_id and d.person_id = r.id and d.completed_at is not null)
order by r.id limit :most

-- name: guardians_to_tell
with todo as (
    select l.id as pupil_id, l.person_id as child_id
    from campaign_class cc
    join classroom c on c.id = cc.class_id and c.archived_at is null
    join pupil l on l.class_id = c.id and l.set_aside_at is null
    where cc.campaign_id = :campaign_id
      and not exists (select 1 from participation d where d.campaign_id = :campaign_id
                      and d.person_id = l.person_id and d.completed_at is not null)
    union all
    select null, m.person_id from participation m
    where m.campaign_id = :campaign_id and m.pupil_id is null
      and not exists (select 1 from participation d where d.campaign_id = :campaign_id
                      and d.person_id = m.person_id and d.completed_at is not null)
),
tie as (
    select g.person_id, t.pupil_id, t.child_id from todo t join guardian g on g.pupil_id = t.pupil_id
    union
    select g.person_id, t.pupil_id, t.child_id
    -- in this order: SQLite would look at every family of the database
    from todo t cross join pupil l cross join guardian g where l.person_id = t.child_id and g.pupil_id = l.id
    union
    select f.person_id, t.pupil_id, t.child_id from todo t join follower f on f.child_id = t.child_id
),
placed as (
    select person_id, pupil_id, child_id, dense_rank() over (order by person_id) as place
    from tie where person_id > :after
)
select p.id, r.pupil_id, r.child_id, p.reachable, coalesce(w.hours, ''), coalesce(w.weekly, 1), w.stopped_at, u.since
from placed r
join person p on p.id = r.person_id
left join preference w on w.person_id = r.person_id
left join muted u on u.person_id = r.person_id and u.campaign_id = :campaign_id
where r.place <= :most
order by p.id, r.pupil_id

-- name: leaders_to_tell
select p.id, null, null, p.reachable, coalesce(w.hours, ''), coalesce(w.weekly, 1), w.stopped_at, u.since
from campaign k
join campaign_teacher t on t.campaign_id = k.id and t.person_id > :after
join member m on m.person_id = t.person_id and m.school_id = k.school_id and m.withdrawn_at is null
join person p on p.id = t.person_id
left join preference w on w.person_id = t.person_id
left join muted u on u.person_id = t.person_id and u.campaign_id = k.id
where k.id = :campaign_id
order by p.id limit :most

-- name: families_to_tell
select p.id, null, null, p.reachable, coalesce(w.hours, ''), coalesce(w.weekly, 1), w.stopped_at, null
from (
    select g.person_id
    from classroom c
    join pupil l on l.class_id = c.id and l.set_aside_at is null
    join guardian g on g.pupil_id = l.id and g.person_id > :after
    where c.school_id = :school_id and c.archived_at is null
    union
    select g.person_id
    from classroom c
    join pupil l on l.class_id = c.id and l.set_aside_at is null
    join pupil other on other.person_id = l.person_id
    join guardian g on g.pupil_id = other.id and g.person_id > :after
    where c.school_id = :school_id and c.archived_at is null
    union
    select f.person_id
    from classroom c
    join pupil l on l.class_id = c.id and l.set_aside_at is null
    join follower f on f.child_id = l.person_id and f.person_id > :after
    where c.school_id = :school_id and c.archived_at is null
    union
    select f.person_id
    from campaign k
    join participation m on m.campaign_id = k.id and m.pupil_id is null
    join follower f on f.child_id = m.person_id and f.person_id > :after
    where k.school_id = :school_id and k.closed_at is null
) r
join person p on p.id = r.person_id
left join preference w on w.person_id = r.person_id
order by p.id limit :most

-- name: staff_to_tell
select p.id, null, null, p.reachable, coalesce(w.hours, ''), coalesce(w.weekly, 1), w.stopped_at, null
from member m
join person p on p.id = m.person_id
left join preference w on w.person_id = m.person_id
where m.school_id = :school_id and m.withdrawn_at is null and m.person_id > :after
  and exists (select 1 from campaign_teacher t join campaign k on k.id = t.campaign_id
              where t.person_id = m.person_id and k.school_id = m.school_id and k.published_at is not null
                and k.closed_at is null and k.archived_at is null
                and (k.opens_at is null or k.opens_at <= :at) and (k.deadline_at is null or k.deadline_at > :at))
order by p.id limit :most

-- name: guardians_of_child
select p.id, l.id, cast(:child_id as bigint), p.reachable, coalesce(w.hours, ''), coalesce(w.weekly, 1),
       w.stopped_at, u.since
from (
    select g.person_id from pupil own join guardian g on g.pupil_id = own.id where own.person_id = :child_id
    union
    select f.person_id from follower f where f.child_id = :child_id
) r
join person p on p.id = r.person_id
left join pupil l on l.person_id = :child_id and l.set_aside_at is null
    and l.class_id in (select cc.class_id from campaign_class cc where cc.campaign_id = :campaign_id)
left join preference w on w.person_id = r.person_id
left join muted u on u.person_id = r.person_id and u.campaign_id = :campaign_id
order by p.id, l.id

-- name: guardians_of_line
select p.id, l.id, l.person_id, p.reachable, coalesce(w.hours, ''), coalesce(w.weekly, 1), w.stopped_at, u.since
from pupil l
join guardian g on g.pupil_id = l.id
join person p on p.id = g.person_id
left join preference w on w.person_id = g.person_id
left join muted u on u.person_id = g.person_id and u.campaign_id = :campaign_id
where l.id = :pupil_id and l.set_aside_at is null
order by p.id

-- name: person_to_tell
select p.id, null, null, p.reachable, coalesce(w.hours, ''), coalesce(w.weekly, 1), w.stopped_at, u.since
from person p
left join preference w on w.person_id = p.id
left join muted u on u.person_id = p.id and u.campaign_id = :campaign_id
where p.id = :person_id

-- name: unwilling
select person_id from muted where campaign_id = :campaign_id
union
select w.person_id
from campaign_class cc join pupil l on l.class_id = cc.class_id join preference w on w.person_id = l.person_id
where cc.campaign_id = :campaign_id and w.stopped_at is not null
union
select w.person_id from participation m join preference w on w.person_id = m.person_id
where m.campaign_id = :campaign_id and w.stopped_at is not null
