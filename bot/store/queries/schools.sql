-- name: add_school
insert into school (id, name, zone, level, created_at) values (:id, :name, :zone, :level, :created_at)

-- name: school
select id, name, zone, level, created_at from school where id = :id

-- name: schools_counted
select s.id, s.name, count(m.person_id) from school s
left join member m on m.school_id = s.id and m.withdrawn_at is null
group by s.id, s.name order by s.name, s.id

-- name: rename_school
update school set name = :name where id = :id

-- name: put_member
insert into member (person_id, school_id, role, name, since, chosen_at)
values (:person_id, :school_id, :role, :name, :since, :since)
on conflict (person_id, school_id) do update
set role = excluded.role, name = excluded.name, chosen_at = excluded.chosen_at, withdrawn_at = null

-- name: memberships
select person_id, school_id, role, name, since, chosen_at from member
where person_id = :person_id and withdrawn_at is null order by chosen_at desc, school_id

-- name: members
select person_id, school_id, role, name, since, chosen_at from member
where school_id = :school_id and withdrawn_at is null order by name, person_id {for_update}

-- name: set_member_role
update member set role = :role
where person_id = :person_id and school_id = :school_id and withdrawn_at is null

-- name: rename_member
update member set name = :name where person_id = :person_id and school_id = :school_id

-- name: sign_campaigns
update campaign set teacher = :name
where school_id = :school_id and teacher = :before
  and id in (select campaign_id from campaign_teacher where person_id = :person_id)

-- name: choose_school
update member set chosen_at = :chosen_at
where person_id = :person_id and school_id = :school_id and withdrawn_at is null

-- name: withdraw_member
update member set withdrawn_at = :withdrawn_at
where person_id = :person_id and school_id = :school_id and withdrawn_at is null

-- name: leave_classes
delete from class_teacher where person_id = :person_id
and class_id in (select id from classroom where school_id = :school_id)

-- name: leave_campaigns
delete from campaign_teacher where person_id = :person_id
and campaign_id in (select id from campaign where school_id = :school_id)

-- name: withdrawn_from
select s.name from member m join school s on s.id = m.school_id
where m.person_id = :person_id and m.withdrawn_at is not null order by m.withdrawn_at desc, s.id

-- name: is_operator
select 1 from operator where person_id = :person_id

-- name: any_operator
select 1 from operator limit 1

-- name: add_operator
insert into operator (person_id, since) values (:person_id, :since) on conflict (person_id) do nothing

-- name: teachers_work
with led as (
    select c.id, c.opens_at from campaign c
    join campaign_teacher t on t.campaign_id = c.id and t.person_id = :person_id
    where c.school_id = :school_id and c.published_at is not null and c.closed_at is null
      and c.archived_at is null and (c.deadline_at is null or c.deadline_at > :now)
), running as (
    select id from led where opens_at is null or opens_at <= :now
)
select
    (select count(*) from class_teacher t join classroom k on k.id = t.class_id
     where t.person_id = :person_id and k.school_id = :school_id and k.archived_at is null),
    (select count(*) from running),
    (select count(*) from led where opens_at > :now),
    (select count(distinct coalesce(p.person_id, -p.id)) from running r
     join campaign_class cc on cc.campaign_id = r.id
     join pupil p on p.class_id = cc.class_id and p.set_aside_at is null
     where not exists (select 1 from participation x where x.campaign_id = r.id and x.person_id = p.person_id))

-- name: writing_rules
select holidays, hours, contact from school where id = :id

-- name: put_writing_rules
update school set holidays = :holidays, hours = :hours, contact = :contact where id = :id

-- name: sign_sittings
update sitting set organiser = :name
where school_id = :school_id and organiser = :before
  and id in (select sitting_id from sitting_staff where person_id = :person_id and role = 'organiser')

-- name: leave_sittings
delete from sitting_staff where person_id = :person_id
and sitting_id in (select id from sitting where school_id = :school_id)
