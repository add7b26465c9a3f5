-- name: add_invitation
insert into invitation (selector, secret, school_id, role, made_by, created_at, expires_at)
values (:selector, :secret, :school_id, :role, :made_by, :created_at, :expires_at)

-- name: invitation
select selector, secret, school_id, role, made_by, created_at, expires_at, used_by, used_at
from invitation where selector = :selector

-- name: invitations_open
select i.selector, i.role, i.expires_at, m.name from invitation i
left join member m on m.person_id = i.made_by and m.school_id = i.school_id
where i.school_id = :school_id and i.used_at is null and i.expires_at > :now
order by i.expires_at, i.selector

-- name: invitation_made_lately
select selector, secret, school_id, role, made_by, created_at, expires_at, used_by, used_at
from invitation
where made_by = :made_by and school_id = :school_id and role = :role and used_at is null and created_at > :since
order by created_at desc, selector limit 1

-- name: use_invitation
update invitation set used_by = :used_by, used_at = :used_at
where selector = :selector and used_at is null and expires_at > :used_at

-- name: drop_invitation
delete from invitation where selector = :selector and school_id = :school_id and used_at is null

-- name: drop_invitations_made
delete from invitation where school_id = :school_id and made_by = :made_by and used_at is null

-- name: drop_console_invitations
delete from invitation where school_id is null and used_at is null

-- name: chat_of_person
select chat_id from person where id = :id
