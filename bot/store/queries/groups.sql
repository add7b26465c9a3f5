-- name: group
select chat_id, title, school_id, class_id, asked_by, added_at, explained_at, left_at from class_group where chat_id = :chat_id

-- name: enter_group
insert into class_group (chat_id, title, asked_by, added_at) values (:chat_id, :title, :asked_by, :added_at)
on conflict (chat_id) do update
set title = excluded.title, asked_by = excluded.asked_by, added_at = excluded.added_at, left_at = null

-- name: explain_group
update class_group set explained_at = :explained_at where chat_id = :chat_id

-- name: leave_group
update class_group set left_at = :left_at where chat_id = :chat_id and left_at is null

-- name: link_group
update class_group set school_id = :school_id, class_id = :class_id where chat_id = :chat_id

-- name: groups_of_class
select chat_id, title, school_id, class_id, asked_by, added_at, explained_at, left_at from class_group
where class_id = :class_id and left_at is null order by chat_id

-- name: move_group
insert into class_group (chat_id, title, school_id, class_id, asked_by, added_at, explained_at, left_at)
select :new_chat_id, title, school_id, class_id, asked_by, added_at, explained_at, null
from class_group where chat_id = :chat_id
on conflict (chat_id) do update
set school_id = excluded.school_id, class_id = excluded.class_id, asked_by = excluded.asked_by,
    explained_at = excluded.explained_at, left_at = null

-- name: move_campaign_groups
update campaign_group set chat_id = :new_chat_id
where chat_id = :chat_id and campaign_id not in (select campaign_id from campaign_group where chat_id = :new_chat_id)

-- name: move_recipients
update broadcast_recipient set chat_id = :new_chat_id
where chat_id = :chat_id and broadcast_id not in (select broadcast_id from broadcast_recipient where chat_id = :new_chat_id)

-- name: forget_recipients_twice
delete from broadcast_recipient where chat_id = :chat_id

-- name: forget_group
delete from class_group where chat_id = :chat_id
