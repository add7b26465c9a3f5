-- name: bonds_of_guardian
select g.person_id, p.person_id, g.pupil_id, g.since
from guardian g join pupil p on p.id = g.pupil_id where g.person_id = :person_id
union all
select f.person_id, f.child_id, null, f.since from follower f where f.person_id = :person_id
order by 4, 3

-- name: bonds_to_child
select g.person_id, p.person_id, g.pupil_id, g.since
from pupil p join guardian g on g.pupil_id = p.id where p.person_id = :child_id
union all
select f.person_id, f.child_id, null, f.since from follower f where f.child_id = :child_id
order by 4, 1

-- name: bonds_to_line
select g.person_id, p.person_id, g.pupil_id, g.since
from pupil line join pupil p on p.id = line.id or p.person_id = line.person_id
join guardian g on g.pupil_id = p.id where line.id = :pupil_id
union all
select f.person_id, f.child_id, null, f.since
from pupil line join follower f on f.child_id = line.person_id where line.id = :pupil_id
order by 4, 1

-- name: add_guardian_invitation
insert into guardian_invitation (selector, secret, child_id, created_at, expires_at)
values (:selector, :secret, :child_id, :created_at, :expires_at)

-- name: guardian_invitation
select selector, secret, child_id, created_at, expires_at, used_by, used_at
from guardian_invitation where selector = :selector {for_update}

-- name: guardian_invitations_of
select selector, secret, child_id, created_at, expires_at, used_by, used_at
from guardian_invitation where child_id = :child_id order by created_at desc, selector

-- name: use_guardian_invitation
update guardian_invitation set used_by = :used_by, used_at = :used_at
where selector = :selector and used_at is null

-- name: forget_guardian_invitations
delete from guardian_invitation where child_id = :child_id and used_at is null

-- name: add_follower
insert into follower (person_id, child_id, since) values (:person_id, :child_id, :since) on conflict do nothing

-- name: remove_follower
delete from follower where person_id = :person_id and child_id = :child_id

-- name: share_result
update participation set shared_at = :shared_at
where person_id = :person_id and id = :id and completed_at is not null and shared_at is null

-- name: result_shared_at
select shared_at from participation where person_id = :person_id and id = :id and shared_at is not null

-- name: line_of_pupil
select p.id, p.person_id, p.given_name, c.name, s.id, s.name, s.level, s.zone, p.set_aside_at, c.archived_at
from pupil p join classroom c on c.id = p.class_id join school s on s.id = c.school_id
where p.id = :pupil_id

-- name: lines_of_child
select p.id, p.person_id, p.given_name, c.name, s.id, s.name, s.level, s.zone, p.set_aside_at, c.archived_at
from pupil p join classroom c on c.id = p.class_id join school s on s.id = c.school_id
where p.person_id = :child_id
order by case when p.set_aside_at is null and c.archived_at is null then 0 else 1 end, p.joined_at desc, p.id

-- name: line_by_code
select 0, p.person_id, p.name, '', s.id, s.name, s.level, s.zone, null, null
from participation p join campaign c on c.id = p.campaign_id join school s on s.id = c.school_id
where p.person_id = :child_id order by p.started_at desc, p.id desc limit 1

-- name: lock_child
select 1 from person where id = :id {for_update}

-- name: cancel_guardian_invitation
delete from guardian_invitation where selector = :selector and used_at is null

-- name: forget_old_guardian_invitations
delete from guardian_invitation where expires_at < :before
