-- name: campaign
select id, school_id, code, name, target, mode, open_to_all, opens_at, deadline_at, late_allowed, retries,
       start_words, end_words, teacher, created_at, published_at, closed_at, archived_at
from campaign where id = :id

-- name: campaign_of_code
select id, school_id, code, name, target, mode, open_to_all, opens_at, deadline_at, late_allowed, retries,
       start_words, end_words, teacher, created_at, published_at, closed_at, archived_at
from campaign where code = :code

-- name: leads_campaign
select 1 from campaign_teacher where person_id = :person_id and campaign_id = :campaign_id

-- name: classes_of_campaign
select c.id, c.school_id, c.name, c.level, c.code, c.created_at, c.archived_at
from campaign_class cc join classroom c on c.id = cc.class_id
where cc.campaign_id = :campaign_id order by c.name, c.id

-- name: add_campaign
insert into campaign (id, school_id, code, name, target, mode, open_to_all, opens_at, deadline_at, late_allowed,
                      retries, start_words, end_words, teacher, created_at, published_at, closed_at, archived_at)
values (:id, :school_id, :code, :name, :target, :mode, :open_to_all, :opens_at, :deadline_at, :late_allowed,
        :retries, :start_words, :end_words, :teacher, :created_at, :published_at, :closed_at, :archived_at)

-- name: save_campaign
update campaign set code = :code, name = :name, target = :target, mode = :mode, open_to_all = :open_to_all,
    opens_at = :opens_at, deadline_at = :deadline_at, late_allowed = :late_allowed, retries = :retries,
    start_words = :start_words, end_words = :end_words, teacher = :teacher, published_at = :published_at,
    closed_at = :closed_at, archived_at = :archived_at
where id = :id

-- name: delete_campaign
delete from campaign where id = :id

-- name: campaigns_of_teacher
select c.id, c.school_id, c.code, c.name, c.target, c.mode, c.open_to_all, c.opens_at, c.deadline_at,
       c.late_allowed, c.retries, c.start_words, c.end_words, c.teacher, c.created_at, c.published_at,
       c.closed_at, c.archived_at
from campaign_teacher t join campaign c on c.id = t.campaign_id
where t.person_id = :person_id and c.school_id = :school_id order by c.id desc

-- name: campaigns_of_school
select id, school_id, code, name, target, mode, open_to_all, opens_at, deadline_at, late_allowed, retries,
       start_words, end_words, teacher, created_at, published_at, closed_at, archived_at
from campaign where school_id = :school_id order by id desc

-- name: put_campaign_class
insert into campaign_class (campaign_id, class_id) values (:campaign_id, :class_id) on conflict do nothing

-- name: drop_campaign_class
delete from campaign_class where campaign_id = :campaign_id and class_id = :class_id

-- name: campaign_leaders
select m.person_id, m.name
from campaign_teacher t
join campaign c on c.id = t.campaign_id
join member m on m.person_id = t.person_id and m.school_id = c.school_id and m.withdrawn_at is null
where t.campaign_id = :campaign_id order by m.name, m.person_id {for_update}

-- name: put_campaign_leader
insert into campaign_teacher (person_id, campaign_id, since) values (:person_id, :campaign_id, :since)
on conflict do nothing

-- name: drop_campaign_leader
delete from campaign_teacher where person_id = :person_id and campaign_id = :campaign_id

-- name: campaign_turnout
select count(distinct person_id), count(distinct case when completed_at is not null then person_id end), count(*)
from participation where campaign_id = :campaign_id

-- name: chat_of_member
select p.chat_id from member m join person p on p.id = m.person_id
where m.school_id = :school_id and m.person_id = :person_id and m.withdrawn_at is null

-- name: campaigns_of_class
select c.id, c.school_id, c.code, c.name, c.target, c.mode, c.open_to_all, c.opens_at, c.deadline_at, c.late_allowed,
       c.retries, c.start_words, c.end_words, c.teacher, c.created_at, c.published_at, c.closed_at, c.archived_at
from campaign_class cc join campaign c on c.id = cc.campaign_id
where cc.class_id = :class_id and c.published_at is not null and c.archived_at is null
order by c.id

-- name: campaign_locked
select id, school_id, code, name, target, mode, open_to_all, opens_at, deadline_at, late_allowed, retries,
       start_words, end_words, teacher, created_at, published_at, closed_at, archived_at
from campaign where id = :id {for_update}

-- name: number_of_leaders
select count(*)
from campaign_teacher t
join campaign c on c.id = t.campaign_id
join member m on m.person_id = t.person_id and m.school_id = c.school_id and m.withdrawn_at is null
where t.campaign_id = :campaign_id
